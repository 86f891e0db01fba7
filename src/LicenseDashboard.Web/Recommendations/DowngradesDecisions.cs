using System.Diagnostics.CodeAnalysis;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>A row as the table shows it: as read, or as just decided here and kept in place while it can be undone.</summary>
/// <param name="Outcome">What became of a decision made in this tab; null = none was made.</param>
public sealed record DowngradeLine(RecommendationRow Row, LineOutcome? Outcome);

/// <param name="ShownUntil">UTC; how long the row stands folded in its place. Null = the row stands there as it was.</param>
/// <param name="Refused">Nothing was done, and the words say why.</param>
public sealed record LineOutcome(string Words, DateTime? ShownUntil, bool Refused, bool MayUndo);

/// <summary>
/// Decides through the use cases and remembers for one tab what was decided, so that a decided row folds in place with an Undo instead of vanishing under the pointer.
/// </summary>
public sealed class DowngradesDecisions(
    CurrentViewer viewers, ApproveRecommendation approve, RejectRecommendation reject, UndoDecision undo, IOptions<RemediationOptions> pace, TimeProvider clock)
{
    private static readonly TimeSpan _timeToRead = TimeSpan.FromSeconds(10);
    private readonly Dictionary<Guid, LineOutcome> _outcomes = [];

    private DateTime UndoEnds => clock.GetUtcNow().UtcDateTime.AddSeconds(pace.Value.UndoSeconds);

    public async Task<string> ApproveAsync(RecommendationRow row, string? justification, CancellationToken ct)
    {
        if (IsDecided(row, out var before))
        {
            return before;
        }

        var decided = await approve.RunAsync(await viewers.GetAsync(ct), new RecommendationId(row.Id), row.Version, justification, ct);
        return Remember(row, decided, "Approved");
    }

    public async Task<string> RejectAsync(RecommendationRow row, string? justification, DateOnly? until, CancellationToken ct)
    {
        if (IsDecided(row, out var before))
        {
            return before;
        }

        var decided = await reject.RunAsync(await viewers.GetAsync(ct), new RecommendationId(row.Id), row.Version, justification, until, ct);
        return Remember(row, decided, "Rejected");
    }

    public async Task<string> UndoAsync(RecommendationRow row, CancellationToken ct)
    {
        var version = _outcomes.ContainsKey(row.Id) ? row.Version + 1 : row.Version;
        var undone = await undo.RunAsync(await viewers.GetAsync(ct), new RecommendationId(row.Id), version, ct);
        if (undone.Refusal is null)
        {
            _outcomes.Remove(row.Id);
            return $"Undone: {row.Name} is open again.";
        }

        // The row is not in the list any more, so the reason stands folded in its place for a while.
        return Remember(row, new LineOutcome(undone.Refusal.Message, clock.GetUtcNow().UtcDateTime + _timeToRead, Refused: false, MayUndo: false));
    }

    /// <summary>The rows as read, with those decided here a moment ago at the place where they were.</summary>
    public IReadOnlyList<DowngradeLine> Merge(IReadOnlyList<RecommendationRow> read, IReadOnlyList<DowngradeLine> shown)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var (id, _) in _outcomes.Where(each => each.Value.ShownUntil <= now).ToList())
        {
            _outcomes.Remove(id);
        }

        var lines = read.Select(row => new DowngradeLine(row, _outcomes.TryGetValue(row.Id, out var outcome) && outcome.Refused ? outcome : null)).ToList();
        for (var place = 0; place < shown.Count; place++)
        {
            var row = shown[place].Row;
            if (_outcomes.TryGetValue(row.Id, out var outcome) && !outcome.Refused && !read.Any(each => each.Id == row.Id))
            {
                lines.Insert(Math.Min(place, lines.Count), new DowngradeLine(row, outcome));
            }
        }

        return lines;
    }

    /// <summary>One sentence for a selection.</summary>
    public string Summary(IReadOnlyList<RecommendationRow> rows)
    {
        var refused = rows.Count(row => _outcomes.TryGetValue(row.Id, out var outcome) && outcome.Refused);
        return refused == 0 ? $"{rows.Count} decided." : $"{rows.Count - refused} decided, {refused} refused; the rows say why.";
    }

    /// <summary>Another tab or page is shown: rows decided before no longer stand anywhere.</summary>
    public void Forget() => _outcomes.Clear();

    /// <summary>A key pressed twice, before the row could fold, decides once.</summary>
    private bool IsDecided(RecommendationRow row, [NotNullWhen(true)] out string? words)
    {
        words = _outcomes.TryGetValue(row.Id, out var outcome) && !outcome.Refused ? $"{row.Name}: {outcome.Words}" : null;
        return words is not null;
    }

    private string Remember(RecommendationRow row, Outcome<RecommendationStatus> decided, string done) => Remember(row, decided.Refusal is { } refusal
        ? new LineOutcome(refusal.Message, null, Refused: true, MayUndo: false)
        : new LineOutcome(done, UndoEnds, Refused: false, MayUndo: true));

    private string Remember(RecommendationRow row, LineOutcome outcome)
    {
        _outcomes[row.Id] = outcome;
        return $"{row.Name}: {outcome.Words}";
    }
}
