using Bunit;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Reclamation;
using Xunit;

namespace LicenseDashboard.Web.Tests.Reclamation;

public sealed class ReclamationTableTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(false, "Restore", "Restore the license of Ada Berg?", "gets exactly the roles it had before")]
    [InlineData(true, "Recall", "Recall the request for Ada Berg?", "Tell its administrator that the license is still needed")]
    public async Task What_taking_it_back_does_is_said_before_it_is_done(bool recallable, string verb, string title, string consequence)
    {
        var row = Row(recallable);
        var (recent, _) = ReclamationQuery.Read(ReclamationQuery.Recent, null, null, null, null, null, null, null, null);
        var table = _bench.Render<ReclamationTable>(set => set.Add(t => t.Rows, [row]).Add(t => t.Query, recent).Add(t => t.Selected, []));
        Assert.Equal(verb, table.Find($"button[aria-label='{verb} Ada Berg']").TextContent);

        var dialog = _bench.Render<SeatDialog>();
        await dialog.InvokeAsync(() => dialog.Instance.OpenAsync(SeatAnswer.Restore, [row]));
        Assert.Contains(title, dialog.Markup, StringComparison.Ordinal);
        Assert.Contains(consequence, dialog.Markup, StringComparison.Ordinal);
        Assert.Equal(verb, dialog.Find("button[type=submit]").TextContent);
    }

    [Fact]
    public void Row_says_how_long_away_when_due_and_what_the_keys_do()
    {
        var row = Row(recallable: false) with
        {
            Status = RecommendationStatus.Open,
            Step = ReclamationStep.Grace,
            Outcome = null,
            DaysInactive = 304,
            LastSeenOn = new DateOnly(2026, 1, 20),
            DueOn = new DateOnly(2026, 11, 28),
            MayDecide = true,
            MayRestore = false,
        };
        var shown = _bench.Render<ReclamationTable>(set =>
            set.Add(t => t.Rows, [row]).Add(t => t.Query, ReclamationQuery.First).Add(t => t.Selected, []).Add(t => t.Total, 1)
        );
        var line = shown.Find("tr[data-row]");
        Assert.Equal("304 days", line.QuerySelector(".seen span")!.TextContent);
        Assert.Contains("Nov 28", line.QuerySelector(".due")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            [("Enter", false), ("k", true), ("a", false)],
            line.QuerySelectorAll("button[data-key]").Select(key => (key.GetAttribute("data-key"), key.HasAttribute("data-asks")))
        );
        shown.Find("th.check input").Change(true);
        Assert.Equal([row.Id], shown.Instance.Selected.Keys);
    }

    [Theory]
    [
        InlineData(ReclamationStep.Notify, "Notice, step 1 of 4", 0, 3),
        InlineData(ReclamationStep.Grace, "Grace, step 2 of 4", 1, 2),
        InlineData(ReclamationStep.Due, "Due, step 3 of 4", 2, 1)
    ]
    public void Row_shows_how_far_it_is_between_notice_and_reclamation(ReclamationStep step, string words, int behind, int ahead)
    {
        var line = Open(Row(recallable: false) with { Step = step, DaysInactive = 304 });
        Assert.Equal(words, line.QuerySelector(".steps")!.TextContent.Trim());
        Assert.Equal(behind, line.QuerySelectorAll(".steps circle.done").Length);
        Assert.Single(line.QuerySelectorAll(".steps circle.here"));
        Assert.Equal(ahead, line.QuerySelectorAll(".steps circle:not([class])").Length);
    }

    [Fact]
    public void Time_away_is_one_bar_and_an_unknown_time_is_none()
    {
        var known = Open(Row(recallable: false) with { Step = ReclamationStep.Due, DaysInactive = 304 });
        Assert.Equal("304", known.QuerySelector(".seen rect.away")!.GetAttribute("width"));
        Assert.StartsWith("$115", known.QuerySelector(".num .money")!.TextContent.Trim(), StringComparison.Ordinal);
        var unknown = Open(Row(recallable: false) with { Step = ReclamationStep.Due });
        Assert.Equal("Unknown", unknown.QuerySelector(".seen")!.TextContent.Trim());
        Assert.Null(unknown.QuerySelector(".seen rect"));
    }

    [Fact]
    public void Failed_reclamation_names_no_routes_and_addresses()
    {
        const string Error = "POST /api/v2/authorization/subjects/{subjectId}/bulkremove answered 403 Forbidden.";
        var (recent, _) = ReclamationQuery.Read(ReclamationQuery.Recent, null, null, null, null, null, null, null, null);
        var row = Row(recallable: false) with { RemediationStatus = RemediationStatus.Failed, RemediationError = Error };
        var cell = _bench
            .Render<ReclamationTable>(set => set.Add(t => t.Rows, [row]).Add(t => t.Query, recent).Add(t => t.Selected, []))
            .Find("td.step");
        Assert.Contains("its role lacks a permission", cell.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("/api/v2", cell.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [
        InlineData(0, "today"),
        InlineData(1, "tomorrow"),
        InlineData(8, "in 8 days"),
        InlineData(-1, "yesterday"),
        InlineData(-3, "3 days ago")
    ]
    public void Day_ahead_is_said_as_people_count(int days, string words)
    {
        var today = new DateOnly(2026, 11, 20);
        Assert.Equal(words, ReclamationWords.Ahead(today.AddDays(days), today));
    }

    private AngleSharp.Dom.IElement Open(ReclamationRow row) =>
        _bench
            .Render<ReclamationTable>(set =>
                set.Add(t => t.Rows, [row with { Status = RecommendationStatus.Open, Outcome = null }])
                    .Add(t => t.Query, ReclamationQuery.First)
                    .Add(t => t.Selected, [])
            )
            .Find("tr[data-row]");

    private static ReclamationRow Row(bool recallable) =>
        new(
            Guid.CreateVersion7(),
            1,
            "genesys",
            Lane.Ready,
            "",
            RecommendationStatus.Approved,
            "",
            "p1",
            "Ada Berg",
            null,
            "Bo Lund",
            "North",
            ["cloudCX2"],
            new Money(115_000_000, "USD"),
            "",
            null,
            false,
            new DateOnly(2026, 11, 1),
            new DateOnly(2026, 11, 8),
            null,
            null,
            [],
            null,
            new DateTime(2026, 11, 9, 8, 0, 0, DateTimeKind.Utc),
            null,
            null,
            null,
            null,
            ReclamationOutcome.UnderWay,
            Guid.CreateVersion7(),
            recallable ? RemediationStatus.HandedOver : RemediationStatus.Verified,
            "",
            false,
            false,
            MayRestore: true,
            IsRecallable: recallable
        );
}
