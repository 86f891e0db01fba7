using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Reclamation.Roster;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Reclamation;

/// <param name="Surges">Why leavers are on hold; only on the view of those.</param>
/// <param name="Matches">Identities that may be one person; only on the view of leavers that wait for a match.</param>
internal sealed record LeaversRead(
    PagedResult<LeaverRow> Page,
    IReadOnlyList<MatchRow> Matches,
    IReadOnlyList<LeaverSurge> Surges,
    IReadOnlyDictionary<LeaverView, int> Counts,
    bool MayAct
);

/// <summary>Reads and actions of the Leavers page.</summary>
internal sealed class LeaversData(
    CurrentViewer viewers,
    LeaverList list,
    LeaverSurges surges,
    ReleaseLeaver release,
    DismissLeaver dismiss,
    ChooseLeaver choose,
    RestoreLeaver restore,
    MatchIdentities match,
    PreviewRoster preview,
    ApplyRoster apply,
    ListViews views
)
{
    public static readonly ReadingList List = new("leavers");

    public async Task<Outcome<LeaversRead>> ReadAsync(LeaverView view, string sort, int page, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var rows = await list.RunAsync(viewer, view, sort, new Page(page, views.RowsOf(List)), ct);
        var matches = view == LeaverView.Ambiguous ? await match.ListAsync(viewer, ct) : [];
        var held = view == LeaverView.Held ? await surges.RunAsync(viewer, ct) : [];
        return rows.Refusal is { } refusal
            ? refusal
            : new LeaversRead(rows.Value, matches, held, await list.CountsAsync(viewer, ct), LeaverList.MayAct(viewer));
    }

    public async Task<Refusal?> ReleaseAsync(LeaverRow row, CancellationToken ct) =>
        (await release.RunAsync(await viewers.GetAsync(ct), row.Id, ct)).Refusal;

    public async Task<Refusal?> DismissAsync(LeaverRow row, string? why, CancellationToken ct) =>
        (await dismiss.RunAsync(await viewers.GetAsync(ct), row.Id, why, ct)).Refusal;

    public async Task<Refusal?> ChooseAsync(LeaverRow row, LeaverCandidateRow candidate, CancellationToken ct) =>
        (await choose.RunAsync(await viewers.GetAsync(ct), row.Id, candidate.Id, ct)).Refusal;

    public async Task<Refusal?> MatchAsync(MatchRow row, bool same, CancellationToken ct) =>
        (await match.DecideAsync(await viewers.GetAsync(ct), row.Key, same, ct)).Refusal;

    public async Task<Outcome<RemediationStatus>> RestoreAsync(LeaverRow row, CancellationToken ct) =>
        await restore.RunAsync(await viewers.GetAsync(ct), row.Id, ct);

    public async Task<Outcome<int>> ReleaseAllAsync(CancellationToken ct) => await release.AllAsync(await viewers.GetAsync(ct), ct);

    public async Task<Outcome<int>> DismissAllAsync(string? why, CancellationToken ct) =>
        await dismiss.AllAsync(await viewers.GetAsync(ct), why, ct);

    public async Task<Outcome<RosterPreview>> PreviewAsync(ReadOnlyMemory<byte> file, CancellationToken ct) =>
        await preview.RunAsync(await viewers.GetAsync(ct), file, ct);

    public async Task<Outcome<RosterPreview>> ApplyAsync(ReadOnlyMemory<byte> file, string digest, string fileName, CancellationToken ct) =>
        await apply.RunAsync(await viewers.GetAsync(ct), file, digest, fileName, ct);
}
