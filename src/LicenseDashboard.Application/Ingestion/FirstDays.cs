using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Determines the first day of each stream that can be covered: within the vendor's retention, and not before the first day with data in
/// conversations or presence.
/// </summary>
internal static class FirstDays
{
    public static async Task<DateOnly?> StoreAsync(Import import, UsageStreams streams, SignalMap map, CancellationToken ct)
    {
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        return await db.InTransactionAsync(
            async token =>
            {
                var platform = await db.Platforms.SingleAsync(p => p.Key == import.Platform.Key, token);
                platform.RetentionDays = streams.RetentionDays;
                var features = map
                    .Groups.Where(g => g.Streams.Contains(StreamStatus.Conversations))
                    .SelectMany(g => g.Features)
                    .Select(name => streams.FeatureKeys[name])
                    .ToList();
                var handled = await db.FeatureUses.Where(u => features.Contains(u.FeatureKey)).MinAsync(u => (int?)u.FirstUsedOn, token);
                var present = await db
                    .PersonDays.Where(d => db.People.Any(p => p.Key == d.PersonKey && p.PlatformKey == platform.Key))
                    .MinAsync(d => (int?)d.FirstPresentOn, token);
                var seen = handled is null || present < handled ? present : handled;
                foreach (var stream in await db.Streams.Where(s => s.PlatformKey == platform.Key).ToListAsync(token))
                {
                    if (SourceCatalogue.Of(stream.Name, map.Sources) is not { IsStateOfNow: false } source)
                    {
                        continue;
                    }

                    var horizon = streams.HorizonOf(source.KeptDays, import.Today);
                    stream.FirstDay = seen is { } day ? (FactDay.ToDate(day) > horizon ? FactDay.ToDate(day) : horizon) : null;
                    stream.AuditsViews = streams.Mapping is { } mapping && source.SeesViews(stream.Name, map.Catalogue, mapping);
                }

                await db.SaveChangesAsync(token);
                return FactDay.ToDate(seen);
            },
            ct
        );
    }
}
