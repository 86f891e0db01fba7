using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Remediation;

internal sealed record RemediationsRead(PagedResult<RemediationRow> Page, RemediationCounts Counts, IReadOnlyList<string> Approvers);

/// <summary>Reads and actions of the Remediations page.</summary>
internal sealed class RemediationsData(
    CurrentViewer viewers,
    RemediationList list,
    RestoreRemediation restore,
    RetryRemediation retry,
    GiveUpRemediation giveUp,
    ConfirmNothingDone confirm,
    ListViews views
)
{
    public async Task<Outcome<RemediationsRead>> ReadAsync(RemediationsQuery query, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var page = await list.RunAsync(viewer, query.Filter, new Page(query.Page, views.RowsOf(RemediationsQuery.List)), ct);
        if (page.Refusal is { } refusal)
        {
            return refusal;
        }

        var counts = await list.CountsAsync(viewer, query.Filter, ct);
        return counts.Refusal is { } wrong ? wrong : new RemediationsRead(page.Value, counts.Value, await list.ApproversAsync(viewer, ct));
    }

    public async Task<Refusal?> RestoreAsync(RemediationRow row, DateOnly? until, CancellationToken ct) =>
        (await restore.RunAsync(await viewers.GetAsync(ct), new RemediationId(row.Id), until, ct)).Refusal;

    public async Task<Refusal?> RetryAsync(RemediationRow row, CancellationToken ct) =>
        (await retry.RunAsync(await viewers.GetAsync(ct), new RemediationId(row.Id), ct)).Refusal;

    public async Task<Refusal?> ConfirmAsync(RemediationRow row, CancellationToken ct) =>
        (await confirm.RunAsync(await viewers.GetAsync(ct), new RemediationId(row.Id), ct)).Refusal;

    public async Task<Refusal?> GiveUpAsync(RemediationRow row, CancellationToken ct) =>
        (await giveUp.RunAsync(await viewers.GetAsync(ct), new RemediationId(row.Id), ct)).Refusal;
}
