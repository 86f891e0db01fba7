using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>Uses a few small queries, regardless of the number of facts.</summary>
internal sealed class ReadIngestState(IDbContextFactory<LicenseDb> dbs, TimeProvider clock) : IReadIngestState
{
    private static readonly string[] Deciding = [StreamStatus.Conversations, StreamStatus.Presence];

    public async Task<IReadOnlyList<IngestState>> RunAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var platforms = await db.Platforms.AsNoTracking().OrderBy(platform => platform.Key).ToListAsync(ct);
        var streams = await db.Streams.AsNoTracking().Where(stream => Deciding.Contains(stream.Name)).ToListAsync(ct);
        List<IngestState> states = [];
        foreach (var platform in platforms)
        {
            var run = await db
                .ImportRuns.AsNoTracking()
                .Where(each => each.PlatformKey == platform.Key)
                .OrderByDescending(each => each.Status == RunStatus.Running)
                .ThenByDescending(each => each.StartedAt)
                .FirstOrDefaultAsync(ct);
            if (run is null)
            {
                continue;
            }

            // The table is as fresh as the staler of the two. Before both have arrived, there is no freshness.
            var mine = streams.Where(stream => stream.PlatformKey == platform.Key && stream.PulledAt is not null).ToList();
            DateOnly? complete = mine.Count == Deciding.Length ? mine.Min(stream => stream.CompleteThrough) : null;
            var evaluated =
                complete is not null
                && await db.JobRuns.AnyAsync(each => each.PlatformKey == platform.Key && each.Follows != null && each.EndedAt != null, ct);
            var today = platform.LocalDay(clock.GetUtcNow());
            states.Add(
                new IngestState(
                    platform.Name,
                    run.Status == RunStatus.Running,
                    run.Status == RunStatus.Running ? run.Step : "",
                    run.StepsDone,
                    run.StepsTotal,
                    complete,
                    complete is not null && mine.Any(stream => stream.IsLate(today)),
                    run.Status == RunStatus.Failed ? run.Failure : "",
                    evaluated
                )
            );
        }

        return states;
    }
}
