using Bunit;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Recommendations;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace LicenseDashboard.Web.Tests.Recommendations;

public sealed class DecisionDialogTests : IDisposable
{
    private const string Reason = "Covers the billing queue at the end of each quarter.";
    private readonly BunitContext _bench = Bench.Open();
    private readonly List<DecisionRequest> _asked = [];
    private readonly Dictionary<Guid, Losses> _losses = [];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Refused_row_is_named_with_the_reason_and_the_text_stays()
    {
        var (ana, ben) = (Rows.Row("Ana"), Rows.Row("Ben"));
        var shown = Show(row =>
            row == ben
                ? new DowngradeLine(ben with { MayDecide = false }, "Approved by Tobias. Your decision was not saved.", Refused: true)
                : new DowngradeLine(row, "Rejected")
        );
        await shown.InvokeAsync(() => shown.Instance.OpenAsync(DecisionKind.Reject, [ana, ben]));
        Assert.Contains("Ana, Ben · $50 a month", shown.Markup, StringComparison.Ordinal);
        await shown.Find("textarea").InputAsync(Reason);
        await shown.Find("form").SubmitAsync();
        Assert.Contains("1 saved. This decision was not saved:", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Ben: Approved by Tobias", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Already decided", shown.Find("h2").TextContent);
        Assert.Equal(Reason, shown.Find("q").TextContent);
        Assert.Empty(shown.FindAll("textarea"));
        Assert.Empty(shown.FindAll("[type=submit]"));
    }

    [Fact]
    public async Task Row_that_changed_is_decided_again_as_it_is_now()
    {
        var row = Rows.Row("Ana");
        var fresh = row with { Version = 2 };
        var shown = Show(each =>
            each.Version == 1 ? new DowngradeLine(fresh, "This row has changed.", Refused: true) : new DowngradeLine(each, "Rejected")
        );
        await shown.InvokeAsync(() => shown.Instance.OpenAsync(DecisionKind.Reject, [row]));
        await shown.Find("textarea").InputAsync(Reason);
        await shown.Find("form").SubmitAsync();
        Assert.Equal("Reject as it is now", shown.Find("[type=submit]").TextContent);
        await shown.Find("form").SubmitAsync();
        Assert.Equal([(1, Reason), (2, Reason)], _asked.Select(request => (request.Rows[0].Version, request.Justification!)));
    }

    [Fact]
    public async Task Approval_shows_what_is_lost_before_it_is_sent_and_a_rejection_does_not()
    {
        var row = Rows.Row("Ana");
        _losses[row.Id] = new Losses(
            ["digital"],
            [],
            [new LostPermissionRow("conversation:email:accept", ["*"], ["all divisions"], Watched: true)],
            [],
            [],
            []
        );
        var shown = Show(each => new DowngradeLine(each, "Approved"));
        await shown.InvokeAsync(() => shown.Instance.OpenAsync(DecisionKind.Approve, [row]));
        Assert.Contains("conversation:email:accept", shown.Find("form .lost").TextContent, StringComparison.Ordinal);
        Assert.Contains("in all divisions", shown.Find("form .lost").TextContent, StringComparison.Ordinal);
        Assert.Empty(_asked);
        await shown.InvokeAsync(() => shown.Instance.OpenAsync(DecisionKind.Reject, [row]));
        Assert.Empty(shown.FindAll(".lost"));
    }

    [Fact]
    public async Task Day_to_be_reminded_is_sent_and_stands_where_the_draft_finds_it()
    {
        var shown = Show(row => new DowngradeLine(row, "Rejected"));
        await shown.InvokeAsync(() => shown.Instance.OpenAsync(DecisionKind.Reject, [Rows.Row()]));
        await shown.Find("textarea").InputAsync(Reason);
        await shown.Find(".mud-picker input").ChangeAsync(new ChangeEventArgs { Value = "Dec 20" });
        Assert.Equal("2026-12-20", shown.Find(".fields").GetAttribute("data-until"));
        await shown.Find("form").SubmitAsync();
        Assert.Equal(new DateOnly(2026, 12, 20), Assert.Single(_asked).Until);
    }

    [Fact]
    public async Task Reason_that_is_too_short_reaches_nobody()
    {
        var shown = Show(row => new DowngradeLine(row, "Rejected"));
        await shown.InvokeAsync(() => shown.Instance.OpenAsync(DecisionKind.Reject, [Rows.Row()]));
        await shown.Find("textarea").InputAsync("busy");
        await shown.Find("form").SubmitAsync();
        Assert.Contains("10 to 500", shown.Find(".mud-input-control-helper-container").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", shown.Find("textarea").GetAttribute("aria-invalid"));
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Whoever_may_assign_tags_can_exempt_those_who_were_rejected_and_nobody_else()
    {
        var (ana, ben) = (Rows.Row("Ana"), Rows.Row("Ben"));
        List<(string Name, string Why)> exempt = [];
        var shown = Show(row => new DowngradeLine(row, "Rejected", Refused: row == ben));
        await shown.InvokeAsync(() => shown.Instance.OpenAsync(DecisionKind.Reject, [ana, ben]));
        Assert.Empty(shown.FindAll(".also"));

        shown.Render(set =>
            set.Add(
                dialog => dialog.AlsoExempt,
                (rows, why) =>
                {
                    exempt.AddRange(rows.Select(row => (row.Name, why)));
                    return Task.CompletedTask;
                }
            )
        );
        Assert.Contains("Also exempt with SEASONAL_BURST", shown.Find(".also").TextContent, StringComparison.Ordinal);
        await shown.Find(".also input").ChangeAsync(new ChangeEventArgs { Value = true });
        await shown.Find("textarea").InputAsync(Reason);
        await shown.Find("form").SubmitAsync();
        Assert.Equal([("Ana", Reason)], exempt);
    }

    private IRenderedComponent<DecisionDialog> Show(Func<RecommendationRow, DowngradeLine> decide) =>
        _bench.Render<DecisionDialog>(set =>
            set.Add(dialog => dialog.Actor, "persona:maria")
                .Add(dialog => dialog.Find, _ => Task.FromResult<IReadOnlyList<RecommendationRow>>([]))
                .Add(
                    dialog => dialog.FindCash,
                    ids =>
                        Task.FromResult<IReadOnlyList<SelectionCash>>([
                            new SelectionCash(
                                "genesys",
                                ids.Count,
                                new RowCash(Money.Of(40, "USD"), new DateOnly(2027, 4, 1), Money.Of(760, "USD"), Money.Of(0, "USD"))
                            ),
                        ])
                )
                .Add(
                    dialog => dialog.FindLosses,
                    ids =>
                        Task.FromResult<IReadOnlyDictionary<Guid, Losses>>(
                            ids.Where(_losses.ContainsKey).ToDictionary(id => id, id => _losses[id])
                        )
                )
                .Add(
                    dialog => dialog.Decide,
                    request =>
                    {
                        _asked.Add(request);
                        return Task.FromResult<IReadOnlyList<DowngradeLine>>([.. request.Rows.Select(decide)]);
                    }
                )
        );
}
