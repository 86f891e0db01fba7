using Bunit;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Remediation;
using Xunit;

namespace LicenseDashboard.Web.Tests.Remediation;

public sealed class RemediationTableTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Cancelled_change_says_why() =>
        Assert.Contains(
            "Not carried out. The seat is CX 1 by now. Nothing was changed",
            Show(Row(RemediationStatus.Cancelled, error: "The seat is CX 1 by now.")).Find("td.story").TextContent,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("POST /api/v2/authorization/subjects/{subjectId}/bulkadd answered 403 Forbidden.", "lacks a permission", true)]
    [InlineData("POST /x answered 503 Service Unavailable", "could not be reached", true)]
    [InlineData("POST /x answered 500 Internal Server Error", "internal error", true)]
    [InlineData("Genesys Cloud still lists CX 3 10 minutes after the change, not CX 1.", "still lists CX 3", false)]
    public void Failed_change_says_in_plain_words_what_the_vendor_answered_and_keeps_its_own(string error, string words, bool detail)
    {
        var cell = Show(Row(RemediationStatus.Failed, error) with { MayReadDetails = true }).Find("td.story");
        Assert.Contains(words, cell.TextContent, StringComparison.Ordinal);
        Assert.Equal(detail ? error : null, cell.QuerySelector("details.error p")?.TextContent);
    }

    [Fact]
    public void Manager_reads_no_routes_and_addresses_and_when_it_is_tried_again()
    {
        const string Error = "GET /api/v2/users/{userId} failed after 25 attempts: no whole answer: Connection refused (127.0.0.1:5490)";
        var failed = Row(RemediationStatus.Failed, Error) with
        {
            WaitsForPerson = false,
            NextTryAt = Bench.Today.ToDateTime(new TimeOnly(12, 45), DateTimeKind.Utc),
        };
        var cell = Show(failed).Find("td.story");
        Assert.Equal(
            "Genesys Cloud could not be reached. It retries automatically. Next try 12:45 PM.",
            cell.TextContent.Trim().Replace("\u202f", " ", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(RemediationStatus.Planned), InlineData(RemediationStatus.Executing), InlineData(RemediationStatus.Failed)]
    public void Change_waits_visibly_while_the_vendor_is_out_of_reach(RemediationStatus status)
    {
        var shown = Show(Row(status) with { OutOfReach = true });
        Assert.Equal("Waiting", shown.Find(".badge").TextContent.Trim());
        Assert.Equal(
            "Waits until Genesys Cloud can be reached again, then continues on its own.",
            shown.Find("td.story").TextContent.Trim()
        );
    }

    [Fact]
    public void Handed_over_change_shows_its_instruction() =>
        Assert.Contains(
            "Replace the role",
            Show(Row(RemediationStatus.HandedOver, instruction: "Dana: CX 3 to CX 1. Replace the role Omni with Voice."))
                .Find("td.story")
                .TextContent,
            StringComparison.Ordinal
        );

    [Theory, InlineData(true, "Requested", "What was sent"), InlineData(false, "Not sent", "What would have been sent")]
    public void Request_to_the_identity_provider_is_shown_word_for_word(bool sent, string badge, string summary)
    {
        var row = Row(RemediationStatus.HandedOver, instruction: "Dana: CX 3 to no license.") with
        {
            Requested = true,
            Request = "{ \"reason\": \"<b>\" }",
            WrittenAt = sent ? DateTime.UnixEpoch : null,
        };
        var shown = Show(row);
        Assert.Equal(
            ("{ \"reason\": \"<b>\" }", summary),
            (shown.Find("details pre").TextContent, shown.Find("details summary").TextContent)
        );
        Assert.Contains(badge, shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_request_says_what_the_provider_answered_and_that_nothing_has_to_be_put_back()
    {
        var text = Show(Row(RemediationStatus.Failed, "The identity provider refused the request with 422.") with { Requested = true })
            .Find("td.story")
            .TextContent;
        Assert.Contains(
            "refused the request with 422. No automatic retries are left. Retry to send the request again, or give up to end it.",
            text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(true, true, "Retry,Give up…,Restore…")]
    [InlineData(false, true, "Restore…")]
    [InlineData(false, false, "")]
    public void Buttons_are_what_the_viewer_may_do(bool operate, bool restore, string buttons) =>
        Assert.Equal(
            buttons,
            string.Join(
                ',',
                Show(Row(RemediationStatus.Failed, error: "No answer", operate: operate, restore: restore))
                    .FindAll("tbody button")
                    .Select(button => button.TextContent)
            )
        );

    [Theory]
    [InlineData(RemediationStatus.HandedOver, "Recall…")]
    [InlineData(RemediationStatus.Failed, "Recall…")]
    [InlineData(RemediationStatus.Verified, "Restore…")]
    public void Request_that_no_import_has_verified_is_recalled(RemediationStatus status, string button) =>
        Assert.Equal(button, Show(Row(status, restore: true) with { Requested = true }).Find("tbody button").TextContent);

    [Fact]
    public void Recalled_request_says_what_to_do_and_asks_whether_nothing_was_done()
    {
        var row = Row(RemediationStatus.Recalled, instruction: "Tell the identity provider to ignore the request.") with
        {
            Requested = true,
            MayConfirm = true,
        };
        RemediationRow? asked = null;
        var shown = _bench.Render<RemediationTable>(set => set.Add(t => t.Rows, [row]).Add(t => t.OnConfirm, picked => asked = picked));
        Assert.Contains("Recalled", shown.Markup, StringComparison.Ordinal);
        Assert.Contains("ignore the request", shown.Find("td.story").TextContent, StringComparison.Ordinal);
        Assert.Equal("Nothing was changed…", shown.Find("tbody button").TextContent);
        shown.Find("tbody button").Click();
        Assert.Same(row, asked);
        Assert.Contains(
            "nothing was changed at the identity provider",
            Show(Row(RemediationStatus.Cancelled) with { RecalledAt = DateTime.UnixEpoch }).Find("td.story").TextContent,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("failed", "failed", 0)]
    [InlineData("recalled", "handed-over", 0)]
    [InlineData("restored", "restored", 0)]
    [InlineData("executing", "under-way", 0)]
    [InlineData("nonsense", null, 1)]
    [InlineData(null, null, 0)]
    public void Status_of_an_address_opens_its_tab_or_is_named_as_not_understood(string? status, string? tab, int unknown)
    {
        var (query, left) = RemediationsQuery.Read(new(status, " "));
        Assert.Equal((tab, unknown, (string?)null), (query.Tab.Key, left.Count, query.Text));
    }

    [Fact]
    public void Every_status_of_an_address_leads_to_a_tab_and_every_group_has_one()
    {
        Assert.All(
            Enum.GetValues<RemediationStatus>(),
            status => Assert.NotNull(RemediationsQuery.Read(new(RemediationWords.Of(status))).Query.Tab.Group)
        );
        Assert.All(Enum.GetValues<RemediationGroup>(), group => Assert.Single(RemediationsQuery.Tabs, tab => tab.Group == group));
    }

    [Theory, InlineData("2", 2, 0), InlineData("-1", 1, 1), InlineData("abc", 1, 1), InlineData("2147483647", 1, 1), InlineData(null, 1, 0)]
    public void Page_of_an_address_is_read_or_named_as_not_understood(string? page, int read, int unknown)
    {
        var (query, left) = RemediationsQuery.Read(new(Page: page));
        Assert.Equal((read, unknown), (query.Page, left.Count));
    }

    [Theory, InlineData(true, "reclamation?tab=recent&row="), InlineData(false, "downgrades?tab=decided&row=")]
    public void Name_leads_to_the_decision_with_its_evidence(bool reclaims, string place) =>
        Assert.StartsWith(
            place,
            Show(Row(RemediationStatus.Verified) with { Reclaims = reclaims }).Find("th a").GetAttribute("href"),
            StringComparison.Ordinal
        );

    [Theory, InlineData("2026-11-20", true), InlineData("yesterday", false)]
    public void Day_of_an_address_is_read_or_named_as_not_understood(string since, bool understood)
    {
        var (query, left) = RemediationsQuery.Read(new("verified", Since: since));
        Assert.Equal((understood, understood ? 0 : 1), (query.Since is not null, left.Count));
        Assert.Equal(understood ? since : null, query.ToAddress()["since"]);
    }

    [Fact]
    public void Row_says_what_it_saves_who_approved_it_and_who_wants_it_back()
    {
        var shown = Show(
            Row(RemediationStatus.Restored) with
            {
                ApprovedByName = "Regina Hartmann",
                RestoredByName = "Omar Diaz",
                RestoredAt = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc),
            }
        );
        Assert.StartsWith("$80", shown.Find(".money").TextContent, StringComparison.Ordinal);
        Assert.Equal("Regina Hartmann", shown.Find(".by").TextContent);
        Assert.Contains("Restore requested by Omar Diaz", shown.Find("td.story").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_change_says_when_it_is_tried_again_and_empty_actions_take_no_room()
    {
        var at = new DateTime(2026, 11, 20, 9, 30, 0, DateTimeKind.Utc);
        var shown = Show(Row(RemediationStatus.Failed, "No answer") with { NextTryAt = at, WaitsForPerson = false });
        Assert.Contains("Next try Nov 20, 9:30 AM", shown.Find("td.story").TextContent, StringComparison.Ordinal);
        Assert.Empty(shown.FindAll("th.actions"));
    }

    [Fact]
    public void Funnel_shows_what_became_of_the_approved_with_money_and_opens_each_stage()
    {
        var counts = new RemediationCounts(
            Sum(4),
            Enum.GetValues<RemediationGroup>().ToDictionary(group => group, group => Sum(group == RemediationGroup.Verified ? 3 : 0))
        );
        var shown = _bench.Render<RemediationFunnel>(set =>
            set.Add(f => f.Counts, counts).Add(f => f.Here, RemediationsQuery.Tabs[0]).Add(f => f.Address, tab => "?status=" + tab.Key)
        );
        Assert.Equal(
            [
                "Approved 4 $320 a month ?status=",
                "Under way 0 ?status=under-way",
                "Verified 3 $240 a month ?status=verified",
                "By hand 0 ?status=handed-over",
                "Failed 0 ?status=failed",
                "Restored 0 ?status=restored",
                "Not changed 0 ?status=ended",
            ],
            shown
                .FindAll("a")
                .Select(stage =>
                    string.Join(' ', stage.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                    + " "
                    + stage.GetAttribute("href")
                )
        );
        Assert.Equal("75", shown.FindAll(".part")[2].GetAttribute("width"));
    }

    private static RemediationSum Sum(int count) => new(count, count == 0 ? [] : [new Money(count * 80_000_000L, "USD")]);

    private IRenderedComponent<RemediationTable> Show(RemediationRow row) =>
        _bench.Render<RemediationTable>(set => set.Add(t => t.Rows, [row]));

    private static RemediationRow Row(
        RemediationStatus status,
        string error = "",
        string? instruction = null,
        bool operate = false,
        bool restore = false
    ) =>
        new(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            "p1",
            "Dana Ruiz",
            "dana@example.test",
            status,
            ["cloudCX3"],
            ["cloudCX1"],
            new DateTime(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc),
            null,
            null,
            error,
            status == RemediationStatus.Failed,
            instruction,
            false,
            restore,
            operate
        )
        {
            ListMonthlySaving = new Money(80_000_000, "USD"),
        };
}
