using Bunit;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Web.Recommendations;
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
                ? new DowngradeLine(ben with { MayDecide = false }, "Approved by Tobias. You decided nothing.", Refused: true)
                : new DowngradeLine(row, "Rejected")
        );
        await shown.InvokeAsync(() => shown.Instance.OpenAsync(DecisionKind.Reject, [ana, ben]));
        Assert.Contains("Ana, Ben · $50 a month", shown.Markup, StringComparison.Ordinal);
        shown.Find("textarea").Input(Reason);
        await shown.Find("form").SubmitAsync();
        Assert.Contains("1 decided. This one was not:", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Ben: Approved by Tobias", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(Reason, shown.Find("textarea").GetAttribute("value"));
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
        shown.Find("textarea").Input(Reason);
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
    public async Task Reason_that_is_too_short_reaches_nobody()
    {
        var shown = Show(row => new DowngradeLine(row, "Rejected"));
        await shown.InvokeAsync(() => shown.Instance.OpenAsync(DecisionKind.Reject, [Rows.Row()]));
        shown.Find("textarea").Input("busy");
        await shown.Find("form").SubmitAsync();
        Assert.Contains("10 to 500", shown.Find("#decision-hint[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(_asked);
    }

    private IRenderedComponent<DecisionDialog> Show(Func<RecommendationRow, DowngradeLine> decide) =>
        _bench.Render<DecisionDialog>(set =>
            set.Add(dialog => dialog.Actor, "persona:maria")
                .Add(dialog => dialog.Find, _ => Task.FromResult<IReadOnlyList<RecommendationRow>>([]))
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
