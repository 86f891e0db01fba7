using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>
/// Decides through the use cases and remembers the outcome of rows for one tab, so that a row decided here or elsewhere folds in place
/// instead of disappearing under the pointer.
/// </summary>
internal sealed class DowngradesDecisions(
    DowngradesData data,
    CurrentViewer viewers,
    ApproveRecommendation approve,
    RejectRecommendation reject,
    UndoDecision undo,
    SeasonExemption season,
    RemediationOptions pace,
    TimeProvider clock
)
{
    private static readonly TimeSpan _timeToRead = TimeSpan.FromSeconds(10);
    private readonly Dictionary<Guid, DowngradeLine> _outcomes = [];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public Task<DowngradeLine> ApproveAsync(RecommendationRow row, string? justification, CancellationToken ct) =>
        DecideAsync(row, "Approved", async (viewer, id) => await approve.RunAsync(viewer, id, row.Version, justification, ct), ct);

    public Task<DowngradeLine> RejectAsync(RecommendationRow row, string? justification, DateOnly? until, CancellationToken ct) =>
        DecideAsync(row, "Rejected", async (viewer, id) => await reject.RunAsync(viewer, id, row.Version, justification, until, ct), ct);

    /// <summary>Exempts people after their rejection; null if the viewer may not assign tags.</summary>
    public async Task<Func<IReadOnlyList<RecommendationRow>, string, Task>?> AlsoExemptAsync(CancellationToken ct) =>
        await season.IsOfferedAsync(ct) ? season.RunAsync : null;

    public async Task<DowngradeLine> UndoAsync(RecommendationRow row, CancellationToken ct)
    {
        var version = _outcomes.GetValueOrDefault(row.Id)?.Row.Version ?? row.Version;
        var undone = await undo.RunAsync(await viewers.GetAsync(ct), new RecommendationId(row.Id), version, ct);
        if (undone.Refusal is null)
        {
            _outcomes.Remove(row.Id);
            return new DowngradeLine(row, "Undone, open again");
        }

        // The row is no longer in the list, so the reason is shown in its folded place for a while.
        return _outcomes[row.Id] = new DowngradeLine(row, undone.Refusal.Message, Refused: true, Now + _timeToRead);
    }

    /// <summary>The rows as read, plus those that just left the lane by a decision here or elsewhere, in their former place.</summary>
    public async Task<IReadOnlyList<DowngradeLine>> MergeAsync(
        IReadOnlyList<RecommendationRow> read,
        IReadOnlyList<DowngradeLine> shown,
        CancellationToken ct
    )
    {
        foreach (var (id, _) in _outcomes.Where(each => each.Value.ShownUntil <= Now).ToList())
        {
            _outcomes.Remove(id);
        }

        // A row that another person took from the lane and returned is decided like any other.
        var ids = read.Select(row => row.Id).ToHashSet();
        foreach (var (id, _) in _outcomes.Where(each => each.Value is { Folded: true, MayUndo: false } && ids.Contains(each.Key)).ToList())
        {
            _outcomes.Remove(id);
        }

        await NoteFatesAsync(
            [
                .. shown
                    .Where(line => !line.Folded && !_outcomes.ContainsKey(line.Row.Id) && !ids.Contains(line.Row.Id))
                    .Select(line => line.Row),
            ],
            ct
        );
        return DowngradeLine.Merge(
            [
                .. read.Select(row =>
                    _outcomes.TryGetValue(row.Id, out var outcome) && !outcome.Folded ? outcome with { Row = row } : new DowngradeLine(row)
                ),
            ],
            [.. shown.Select(line => _outcomes.GetValueOrDefault(line.Row.Id) ?? new DowngradeLine(line.Row))]
        );
    }

    /// <summary>Another tab or page is shown: earlier decisions are no longer visible.</summary>
    public void Forget() => _outcomes.Clear();

    /// <summary>Rows decided together leave the list; undo is offered for all of them at once.</summary>
    public void Forget(IEnumerable<DowngradeLine> decided)
    {
        foreach (var line in decided)
        {
            _outcomes.Remove(line.Row.Id);
        }
    }

    private async Task<DowngradeLine> DecideAsync(
        RecommendationRow row,
        string done,
        Func<Viewer, RecommendationId, Task<Outcome<Decided>>> decide,
        CancellationToken ct
    )
    {
        // A key pressed twice before the row has folded decides once; if another person decided, nothing is left to decide.
        if (_outcomes.TryGetValue(row.Id, out var before) && before.Folded)
        {
            return before.Refused
                ? new DowngradeLine(row with { MayDecide = false }, $"{before.Words}. Your decision was not saved.", Refused: true)
                : before;
        }

        var decided = await decide(await viewers.GetAsync(ct), new RecommendationId(row.Id));
        if (decided.Refusal is not { } refusal)
        {
            return _outcomes[row.Id] = new DowngradeLine(
                row with
                {
                    Version = decided.Value.Version,
                },
                done,
                ShownUntil: Now.AddSeconds(pace.UndoSeconds),
                MayUndo: true
            );
        }

        // Another person or the nightly run was faster: say what happened, and continue with the current row.
        var fresh = await data.RowsAsync([row.Id], ct) is [var one] ? one : null;
        var fate = DowngradeLine.FateOf(row, fresh);
        _outcomes[row.Id] = new DowngradeLine(row, fate ?? refusal.Message, Refused: true, fate is null ? null : Now + _timeToRead);
        return new DowngradeLine(
            fresh ?? row with { MayDecide = false },
            fate is null ? refusal.Message : $"{fate}. Your decision was not saved.",
            Refused: true
        );
    }

    /// <summary>Rows that were shown and are no longer in the lane.</summary>
    private async Task NoteFatesAsync(IReadOnlyList<RecommendationRow> gone, CancellationToken ct)
    {
        if (gone.Count == 0)
        {
            return;
        }

        var now = (await data.RowsAsync([.. gone.Select(row => row.Id)], ct)).ToDictionary(row => row.Id);
        foreach (var row in gone)
        {
            if (DowngradeLine.FateOf(row, now.GetValueOrDefault(row.Id)) is { } fate)
            {
                _outcomes[row.Id] = new DowngradeLine(row, fate, Refused: true, Now + _timeToRead);
            }
        }
    }
}
