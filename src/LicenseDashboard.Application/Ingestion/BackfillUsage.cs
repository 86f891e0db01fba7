using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Imports older history after the first table: a month at a time, newest first, until the vendor's retention or two consecutive months
/// without data. Each month is an import run.
/// </summary>
public sealed class BackfillUsage(
    IVendorConnectors connectors,
    SignalMap map,
    UsageWriter usage,
    PresenceWriter presence,
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock
)
{
    private const int DaysAStep = 30;
    private const int EmptyStepsToStop = 2;
    private const string Nothing = "No older history to fetch.";

    public async Task<string> RunAsync(Viewer viewer, string platformName, JobProgress progress, CancellationToken ct)
    {
        for (var months = 0; ; months++)
        {
            var import = await Import.OpenAsync(dbs, clock, viewer, platformName, connectors, progress, ImportKinds.Backfill, ct);
            if (import.Platform.BackfillComplete)
            {
                return "All history is imported.";
            }

            var asked = 0;
            var result = await import.RunAsync(
                async () => (asked = await StepAsync(import, ct)) > 0 ? "Older history imported." : Nothing,
                ct: ct
            );
            if (result.Run.Status != RunStatus.Succeeded)
            {
                throw new JobFailedException(result.Run.Failure);
            }

            if (asked == 0)
            {
                return months == 0 ? Nothing : $"{EnglishText.Count(months, "month", "months")} of older history imported.";
            }
        }
    }

    /// <summary>The requested days of all streams.</summary>
    private async Task<int> StepAsync(Import import, CancellationToken ct)
    {
        var streams = await UsageStreams.OpenAsync(import, map, ct);
        var groups = IngestUsage.GroupsOf(map);
        var walk = new UsageWalk(import, streams, new PullUsage(import, streams, map, usage, presence));
        var asked = groups.ToDictionary(g => g, g => Older(import, streams, g));
        await walk.RunAsync(groups, (group, _) => asked[group], settles: false, ct);
        var first = await FirstDays.StoreAsync(import, streams, map, ct);
        var days = asked.Values.SelectMany(d => d).ToList();

        // Two full steps before the first day with data: history begins there. A stream without data so far may still have a past of its
        // own.
        var isBeginning = first is { } seen && days.Count > 0 && days.Min() < seen.AddDays(-EmptyStepsToStop * DaysAStep);
        var isWaiting = groups.Any(g =>
            walk.ThroughOf(g) is not null
            && streams.Asked(g) is { Count: > 0 } served
            && streams.FirstCovered(served) is null
            && served.Any(s => streams.Of(s).State != StreamState.NotServed)
        );
        if (!import.HasFailed && !isWaiting && (days.Count == 0 || isBeginning))
        {
            await using var db = await import.Databases.CreateDbContextAsync(ct);
            await db.InTransactionAsync(
                token =>
                    db.Platforms.Where(p => p.Key == import.Platform.Key)
                        .ExecuteUpdateAsync(set => set.SetProperty(p => p.BackfillComplete, true), token),
                ct
            );
        }

        return days.Count;
    }

    private static IReadOnlyList<DateOnly> Older(Import import, UsageStreams streams, StreamGroup group)
    {
        var horizon = streams.HorizonOf(group.KeptDays, import.Today);
        if (streams.FirstCovered(streams.Asked(group)) is not { } first || FactDay.ToDate(first) <= horizon)
        {
            return [];
        }

        var to = FactDay.ToDate(first).AddDays(-1);
        var from = to.AddDays(1 - DaysAStep);
        return PullPlan.Consecutive(from < horizon ? horizon : from, to);
    }
}
