using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Reads one portion of days for one group of streams and replaces the stored facts with the answer. Repeatable. If killed while writing,
/// the days lack coverage and are read again. If refused or interrupted before, nothing has changed.
/// </summary>
internal sealed class PullUsage(Import import, UsageStreams streams, SignalMap map, UsageWriter usage, PresenceWriter presence)
{
    private readonly UsageRows _rows = new(import, streams, map);

    /// <summary>Streams of the group that failed, with the vendor's error.</summary>
    public async Task<IReadOnlyDictionary<string, VendorException>> RunAsync(
        StreamGroup group,
        IReadOnlyList<string> asked,
        Period days,
        DateOnly through,
        CancellationToken ct
    )
    {
        import.Begin($"{group.Title}, {Words(days)}", group.Title);
        var refused = new Dictionary<string, VendorException>();
        try
        {
            var changes = group switch
            {
                { IsPresence: true } => await presence.ReplaceAsync(
                    Range(asked[0], days, through),
                    import.Platform.Zone,
                    _rows.PresenceAsync(days, streams.UntilOf(group)!.Value, ct),
                    ct,
                    streams.UntilOf(group)
                ),
                { Streams.Count: 1 } => await usage.ReplaceAsync(
                    Range(asked[0], days, through),
                    Features(group),
                    _rows.ReadAsync(asked[0], days, ct),
                    ct
                ),
                _ => await SeveralAsync(group, asked, days, through, refused, ct),
            };
            await import.DoneAsync(changes.Written + changes.Removed, ct);
        }
        catch (VendorException e) when (group.Streams.Count == 1)
        {
            refused.Add(asked[0], e);
            await import.DoneAsync(0, ct);
        }

        return refused;
    }

    /// <summary>
    /// Several services feed one feature, so its days are replaced only once all of them have answered, and their coverage is removed
    /// before and restored after. A service that is not served feeds nothing. Features fed by a service that failed otherwise are not
    /// changed; another service that feeds such a feature is covered only once all of it is stored.
    /// </summary>
    private async Task<FactChanges> SeveralAsync(
        StreamGroup group,
        IReadOnlyList<string> asked,
        Period days,
        DateOnly through,
        Dictionary<string, VendorException> refused,
        CancellationToken ct
    )
    {
        var rows = new List<UsageDay>();
        await foreach (var row in _rows.ReadAsync(asked, days, refused.Add, ct))
        {
            rows.Add(row);
        }

        if (refused.Count == asked.Count)
        {
            return new FactChanges(0, 0, 0);
        }

        var stays = refused.Where(each => !each.Value.NotServed).SelectMany(each => map.FeaturesOf(each.Key)).ToHashSet();
        var replaced = group.Features.Where(name => !stays.Contains(name)).ToList();
        if (replaced.Count == 0)
        {
            return new FactChanges(0, 0, 0);
        }

        var keys = replaced.ConvertAll(name => streams.FeatureKeys[name]);
        var feeding = group.Streams.Where(stream => map.FeaturesOf(stream).Any(replaced.Contains)).ToList();
        await UncoverAsync(feeding, days, ct);
        var uncovered = Range(feeding[0], days, through) with { CoveredThrough = null };
        var changes = await usage.ReplaceAsync(uncovered, keys, rows.Where(row => keys.Contains(row.FeatureKey)).ToAsyncEnumerable(), ct);
        var whole = asked.Where(stream => !refused.ContainsKey(stream) && map.FeaturesOf(stream).All(replaced.Contains));
        await CoverAsync(whole, days, through, ct);
        return changes;
    }

    private async Task UncoverAsync(IEnumerable<string> feeding, Period days, CancellationToken ct)
    {
        var keys = feeding.Select(streams.KeyOf).ToList();
        var (first, last) = (FactDay.Of(days.Start), FactDay.Of(days.LastDay));
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                var removed = await db
                    .Coverage.Where(c => keys.Contains(c.StreamKey) && c.Day >= first && c.Day <= last)
                    .ExecuteDeleteAsync(token);
                if (removed > 0)
                {
                    var rows = FormattableString.Invariant(
                        $"Coverage Audits {days.Start:yyyy-MM-dd}..{days.LastDay:yyyy-MM-dd} -{removed}"
                    );
                    await db.AppendAsync([import.Entry("ingest.stored", rows)], token);
                }
            },
            ct
        );
    }

    private async Task CoverAsync(IEnumerable<string> served, Period days, DateOnly through, CancellationToken ct)
    {
        var rows = (
            from stream in served
            from day in Enumerable.Range(0, days.Days).Select(days.Start.AddDays).Where(day => day <= through)
            from division in streams.DivisionsOf(stream)
            select new Coverage
            {
                StreamKey = streams.KeyOf(stream),
                Day = FactDay.Of(day),
                DivisionKey = division,
            }
        ).ToList();
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                db.Coverage.AddRange(rows);
                var stored = FormattableString.Invariant(
                    $"Coverage Audits {days.Start:yyyy-MM-dd}..{days.LastDay:yyyy-MM-dd} +{rows.Count}"
                );
                await db.AppendAsync([import.Entry("ingest.stored", stored)], token);
            },
            ct
        );
    }

    private FactRange Range(string stream, Period days, DateOnly through) =>
        new(import.Platform.Key, streams.KeyOf(stream), days.Start, days.LastDay)
        {
            CoveredFrom = days.Start,
            CoveredThrough = through,
            Divisions = streams.DivisionsOf(stream),
            Within = import.Audited(stream, days),
        };

    private List<int> Features(StreamGroup group) => [.. group.Features.Select(name => streams.FeatureKeys[name])];

    private static string Words(Period days) => $"{EnglishText.Day(days.Start)} to {EnglishText.Day(days.LastDay)}";
}
