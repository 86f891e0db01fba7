using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Reclamation;

/// <summary>What one load of the page reads.</summary>
/// <param name="Policies">In force on the shown platforms.</param>
/// <param name="MayRelease">True if the viewer may answer stopped automatic runs.</param>
/// <param name="Opened">The row requested by a link, on any tab; null if there is none, or none the viewer may see.</param>
/// <param name="NeverSeen">A page of it on its own tab; elsewhere only the total.</param>
/// <param name="Manager">The manager the list is narrowed to.</param>
/// <param name="Reach">Read only if there is nothing to show.</param>
internal sealed record ReclamationRead(
    PagedResult<ReclamationRow> Page,
    ReclamationTotal[] Totals,
    IReadOnlyDictionary<ReclamationOutcome, int> Outcomes,
    IReadOnlyList<string> Divisions,
    IReadOnlyList<PolicyRow> Policies,
    IReadOnlyList<SignalKnown> Known,
    bool MayRelease,
    ReclamationRow? Opened,
    Reach Reach,
    PagedResult<NeverSeenRow> NeverSeen,
    Manager? Manager
)
{
    /// <summary>No row on any tab, but for accounts never seen.</summary>
    public bool IsEmpty => Page.Total == 0 && Totals.Length == 0 && Outcomes.Values.Sum() == 0;
}

/// <summary>Reads and decisions of the Reclamation page; use cases decide what is allowed and by whom.</summary>
internal sealed class ReclamationData(
    CurrentViewer viewers,
    ReclamationList list,
    DivisionList divisions,
    ManagerList managers,
    RecommendationDetail detail,
    RemediationOptions pace,
    ViewerReach reach,
    PolicyList policies,
    SignalCoverage coverage,
    ApproveRecommendation approve,
    RejectRecommendation keep,
    UndoDecision undo,
    RestoreReclamation restore,
    ReleaseReclamations release,
    NeverSeenList never,
    AllowAccount allow,
    ListViews views,
    TimeProvider clock
)
{
    private const int MostManagers = 20;

    public async Task<Outcome<ReclamationRead>> ReadAsync(ReclamationQuery query, Guid? open, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var asked = new Page(query.Page, views.RowsOf(ReclamationQuery.List));
        var none = new PagedResult<ReclamationRow>([], 0, asked);
        var page = query.IsNeverSeen ? none : await list.RunAsync(viewer, query.FilterAt(now), asked, ct);
        var unseen = await never.RunAsync(viewer, query.NeverSeenFilter, query.IsNeverSeen ? asked : new Page(1, 1), ct);
        if ((page.Refusal ?? unseen.Refusal) is { } wrong)
        {
            return wrong;
        }

        var totals = await list.TotalsAsync(viewer, query.AllTabs, ct);
        var outcomes = await list.OutcomesAsync(
            viewer,
            query.AllTabs with
            {
                ChangedSince = now.AddDays(-ReclamationQuery.RecentDays),
            },
            ct
        );
        var set = (await policies.RunAsync(ct))
            .Where(p => query.Platform is null || p.Platform == query.Platform)
            .SelectMany(p => p.Policies)
            .ToList();
        var known = (await coverage.RunAsync(ct)).Where(signal => query.Platform is null || signal.Platform == query.Platform).ToList();
        var opened = open is { } id ? await list.OneAsync(viewer, new RecommendationId(id), ct) : null;
        return new ReclamationRead(
            page.Value,
            totals.Value,
            outcomes,
            await divisions.RunAsync(viewer, ct),
            set,
            known,
            viewer.Has(ViewerRoles.Administrator),
            opened,
            page.Value.Total + unseen.Value.Total > 0 ? Reach.Somebody : await reach.RunAsync(viewer, ct),
            unseen.Value,
            query.Manager is { } named ? await managers.OneAsync(viewer, named, ct) : null
        );
    }

    /// <summary>How long a decision can be undone.</summary>
    public TimeSpan UndoTime => TimeSpan.FromSeconds(pace.UndoSeconds);

    public async Task<RecommendationDetails?> DetailAsync(Guid id, CancellationToken ct) =>
        await detail.RunAsync(await viewers.GetAsync(ct), new RecommendationId(id), ct);

    public async Task<IReadOnlyList<Manager>> ManagersAsync(string? text, string? platform, CancellationToken ct) =>
        await managers.RunAsync(await viewers.GetAsync(ct), text, platform, MostManagers, ct);

    /// <summary>Rows of the whole list that the viewer may decide.</summary>
    public async Task<IReadOnlyList<ReclamationRow>> DecidableAsync(ReclamationQuery query, CancellationToken ct) =>
        await list.ExportAsync(await viewers.GetAsync(ct), query.FilterAt(clock.GetUtcNow().UtcDateTime), ct)
            .Where(row => row.MayDecide)
            .Take(DowngradesData.MostAtOnce)
            .ToListAsync(ct);

    /// <returns>The row with the version to undo it by.</returns>
    public async Task<Outcome<ReclamationRow>> ReclaimAsync(ReclamationRow row, string? note, CancellationToken ct) =>
        Decided(row, await approve.RunAsync(await viewers.GetAsync(ct), new RecommendationId(row.Id), row.Version, note, ct));

    /// <returns>The row with the version to undo it by.</returns>
    public async Task<Outcome<ReclamationRow>> KeepAsync(ReclamationRow row, string? reason, DateOnly? until, CancellationToken ct) =>
        Decided(row, await keep.RunAsync(await viewers.GetAsync(ct), new RecommendationId(row.Id), row.Version, reason, until, ct));

    public async Task<Refusal?> UndoAsync(ReclamationRow row, CancellationToken ct) =>
        (await undo.RunAsync(await viewers.GetAsync(ct), new RecommendationId(row.Id), row.Version, ct)).Refusal;

    public async Task<Refusal?> RestoreAsync(ReclamationRow row, DateOnly? until, CancellationToken ct) =>
        (await restore.RunAsync(await viewers.GetAsync(ct), new RecommendationId(row.Id), until, ct)).Refusal;

    public async Task<Refusal?> AllowAsync(ReclamationRow row, CancellationToken ct) =>
        (await allow.RunAsync(await viewers.GetAsync(ct), new RecommendationId(row.Id), ct)).Refusal;

    public async Task<Outcome<int>> ReleaseAsync(PolicyRow policy, CancellationToken ct) =>
        await release.RunAsync(await viewers.GetAsync(ct), policy.Platform, policy.DivisionKey, policy.StoppedSeats, ct);

    private static Outcome<ReclamationRow> Decided(ReclamationRow row, Outcome<Decided> decided) =>
        decided.Refusal is { } refusal ? refusal : row with { Version = decided.Value.Version };
}
