using Bunit;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Ui.Lists;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Recommendations;

public sealed class DowngradesTableTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Columns_are_those_that_were_asked_for() =>
        Assert.Equal(
            ["Agent Name", "Manager", "Current Tier", "Recommended Tier", "Reason", "Monthly Savings", "Cash Savings"],
            Show(Rows.Row()).FindAll("th[scope=col]").Select(head => head.TextContent.Trim().TrimEnd('↑', '↓').Trim())
        );

    [Fact]
    public void Viewer_chooses_columns_density_and_rows_of_a_page()
    {
        _bench.Services.GetRequiredService<ListViews>().Use("downgrades=rows-25.compact.hide-cash.hide-manager");
        var shown = Show([.. Enumerable.Range(0, 30).Select(n => new DowngradeLine(Rows.Row($"Person {n}")))]);
        Assert.Equal("list no-cash no-manager compact", shown.Find(".list").ClassName);
        Assert.Equal("1–25 of 30", shown.Find(".pager .range").TextContent);
    }

    [Fact]
    public void Row_says_who_what_why_and_how_much()
    {
        var row = Show(Rows.Row()).Find("tr[data-row]");
        Assert.Equal("Dana Ruiz", row.QuerySelector(".link")!.TextContent);
        Assert.Equal(
            ("CX 3", "CX 1 + WEM"),
            (row.QuerySelector(".from")!.TextContent.Trim(), row.QuerySelector(".to")!.TextContent.Trim())
        );
        Assert.Equal(
            ("$25list", "USD"),
            (row.QuerySelector(".money")!.TextContent.Trim(), row.QuerySelector(".money")!.GetAttribute("title"))
        );
    }

    [Fact]
    public void Reader_has_no_columns_for_deciding()
    {
        var shown = Show(Rows.Row(mayDecide: false));
        Assert.Empty(shown.FindAll("input[type=checkbox], th.act, [data-key=a]"));
        Assert.Equal(7, shown.FindAll("tr[data-row] td").Count);
    }

    [Fact]
    public void Day_of_finding_is_shown_where_rows_differ_in_it()
    {
        var shown = Show(
            new DowngradeLine(Rows.Row("Ana")),
            new DowngradeLine(Rows.Row("Ben") with { FoundOn = new DateOnly(2026, 11, 4) })
        );
        Assert.Equal(["Nov 3", "Nov 4"], shown.FindAll("tr[data-row] .found").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public void Group_has_its_subtotal_above_its_rows_and_is_approved_as_one()
    {
        RecommendationRow[] rows = [Rows.Row("Ana"), Rows.Row("Ben"), Rows.Row("Cem") with { RecommendedSkus = ["cloudCX2"] }];
        RecommendationGroup Of(RecommendationRow row, int count) =>
            new(RecommendationGroupKey.Of(row, RecommendationGrouping.Change), count, [Money.Of(25 * count, "USD")]);
        var approved = new List<RecommendationGroupKey>();
        var shown = _bench.Render<DowngradesTable>(set =>
            set.Add(table => table.Rows, [.. rows.Select(row => new DowngradeLine(row))])
                .Add(table => table.Groups, [Of(rows[0], 40), Of(rows[2], 1)])
                .Add(table => table.Query, DowngradesQuery.First with { GroupBy = RecommendationGrouping.Change })
                .Add(table => table.Selected, [])
                .Add(table => table.OnApproveGroup, approved.Add)
        );
        Assert.Equal(["group", "", "", "group", ""], shown.FindAll("tbody tr").Select(row => (row.ClassName ?? "").Trim()));
        Assert.Equal(
            ["40 people · $1,000 a month", "1 person · $25 a month"],
            shown.FindAll("tr.group .sum").Select(sum => sum.TextContent.Trim())
        );
        shown.FindAll("tr.group button")[1].Click();
        Assert.Equal([RecommendationGroupKey.Of(rows[2], RecommendationGrouping.Change)], approved);
    }

    [Fact]
    public void Folded_row_stands_in_its_place_with_what_became_of_it_and_undo_only_for_who_decided()
    {
        var shown = Show(
            new DowngradeLine(Rows.Row("Ana"), "Approved", ShownUntil: DateTime.MaxValue, MayUndo: true),
            new DowngradeLine(Rows.Row("Ben"), "Approved by Tobias", Refused: true, DateTime.MaxValue),
            new DowngradeLine(Rows.Row("Cem"))
        );
        Assert.Equal(["folded", "folded", ""], shown.FindAll("tr[data-row]").Select(row => (row.ClassName ?? "").Trim()));
        Assert.Equal(
            ["Ana"],
            shown
                .FindAll("tr.folded")
                .Where(row => row.QuerySelector("[data-key=u]") is not null)
                .Select(row => row.QuerySelector("strong")!.TextContent)
        );
    }

    [Fact]
    public void Refused_decision_is_said_on_the_row_that_stays() =>
        Assert.Contains(
            "has changed",
            Show(new DowngradeLine(Rows.Row(), "This row has changed since you saw it.", Refused: true))
                .Find("tr[data-row] [role=alert]")
                .TextContent,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(RecommendationStatus.Open, Lane.Ready, null, null)]
    [InlineData(RecommendationStatus.Open, Lane.Review, null, "Moved to Review: used lately")]
    [InlineData(RecommendationStatus.Approved, Lane.Ready, "Tobias Lindner", "Approved by Tobias Lindner")]
    [InlineData(RecommendationStatus.Withdrawn, Lane.Ready, null, "Withdrawn")]
    public void Fate_of_a_row_is_said_when_it_left_its_lane(RecommendationStatus status, Lane lane, string? by, string? words)
    {
        var before = Rows.Row();
        Assert.Equal(
            words,
            DowngradeLine.FateOf(before, Rows.Row(status: status, lane: lane, by: by, note: lane == Lane.Review ? "used lately" : ""))
        );
        Assert.Equal("You no longer have access to this recommendation", DowngradeLine.FateOf(before, null));
    }

    [Fact]
    public void Selecting_the_page_says_that_the_list_is_longer_and_offers_all_of_it()
    {
        var asked = 0;
        var shown = _bench.Render<DowngradesTable>(set =>
            set.Add(table => table.Rows, [new DowngradeLine(Rows.Row("Ana")), new DowngradeLine(Rows.Row("Ben"))])
                .Add(table => table.Query, DowngradesQuery.First)
                .Add(table => table.Selected, [])
                .Add(table => table.Total, 69)
                .Add(table => table.OnSelectAll, () => asked++)
        );
        Assert.Empty(shown.FindAll(".whole"));
        shown.Find("th.check input").Change(true);
        Assert.Contains("2 rows of this page are selected", shown.Find(".whole").TextContent, StringComparison.Ordinal);
        shown.Find(".whole button").Click();
        Assert.Equal((1, "Select all 69 of this list"), (asked, shown.Find(".whole button").TextContent.Trim()));
    }

    private IRenderedComponent<DowngradesTable> Show(RecommendationRow row) => Show(new DowngradeLine(row));

    private IRenderedComponent<DowngradesTable> Show(params DowngradeLine[] lines) =>
        _bench.Render<DowngradesTable>(set =>
            set.Add(table => table.Rows, lines)
                .Add(table => table.Query, DowngradesQuery.First)
                .Add(table => table.Selected, [])
                .Add(table => table.Total, lines.Length)
        );
}
