using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Imports usage and presence up to the vendor's completeness: days of the required windows that are not covered yet, and the last three
/// days again. Newest first. Continues by stream and day after a kill.
/// </summary>
public sealed class IngestUsage(
    IVendorConnectors connectors,
    SignalMap map,
    UsageWriter usage,
    PresenceWriter presence,
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock
)
{
    public async Task<ImportResult> RunAsync(Viewer viewer, string platformName, JobProgress progress, CancellationToken ct)
    {
        var import = await Import.OpenAsync(dbs, clock, viewer, platformName, connectors, progress, ImportKinds.Usage, ct);
        return await import.RunAsync(
            async () =>
            {
                import.Begin("Checking data completeness");
                var streams = await UsageStreams.OpenAsync(import, map, ct);
                if (streams.PersonKeys.Count == 0)
                {
                    throw new JobFailedException("No people are known yet. The directory import has to succeed first.");
                }

                var walk = new UsageWalk(import, streams, new PullUsage(import, streams, map, usage, presence));
                var pulled = await walk.RunAsync(
                    GroupsOf(map),
                    (group, through) => DaysOf(import, streams, group, through),
                    settles: true,
                    ct
                );
                var notes = new DivisionNotes(import, streams, map.Catalogue);
                if (await notes.NoteAsync(pulled, ct) is { Count: > 0 } again)
                {
                    // Divisions that were hidden have history that never arrived. Once it has, records of one stream may lead to changes
                    // in the other.
                    await walk.RunAsync([.. again.Keys], (group, _) => again[group], settles: false, ct);
                    await notes.CloseAsync(again.Keys, ct);
                }

                var first = await FirstDays.StoreAsync(import, streams, map, ct);
                return $"Usage {(first is { } day ? $"since {EnglishText.Day(day, import.Today)} " : "")}is up to date.";
            },
            ct: ct
        );
    }

    /// <summary>Presence first because it takes longest.</summary>
    internal static IReadOnlyList<StreamGroup> GroupsOf(SignalMap map) => [map.Presence, .. map.Groups];

    private static IReadOnlyList<DateOnly> DaysOf(Import import, UsageStreams streams, StreamGroup group, DateOnly through)
    {
        var horizon = streams.HorizonOf(group.KeptDays, import.Today);
        var from = through.AddDays(1 - group.Lookback - PullPlan.BeforeWindow);
        from = from < horizon ? horizon : from;
        var asked = streams.Asked(group);

        // Whole portions: the oldest includes extra days at no further request. This way a first pull after a kill gives the same result
        // as without it.
        var whole = PullPlan.Portions(PullPlan.Days(from, through, _ => false), group.MostDays, import.Platform.Zone, horizon);
        return PullPlan.Days(whole[^1].Start, through, day => streams.IsCovered(asked, day));
    }
}
