using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>A division hidden from our client in one stream.</summary>
/// <param name="From">First of the evaluated days, which end at C of the stream.</param>
/// <param name="To">C.</param>
internal sealed record UnseenDivision(string Stream, int DivisionKey, DivisionFacts Facts, DateOnly From, DateOnly To)
{
    /// <summary>The last day up to C with data of the stream in the division; null if there is none within the evaluated days.</summary>
    public DateOnly? LastShownOn =>
        Stream == StreamStatus.Presence || Facts.HidesPresence(From, To) ? Facts.Present.LastUntil(To) : Facts.LastHandledOn;

    /// <summary>True if no signal shows anybody there; an administrator may mark the division as idle.</summary>
    public bool IsSilent => Facts.IsSilent(From) && Facts.HidesPresence(From, To);
}

/// <summary>Division facts from the rollups.</summary>
internal static class DivisionSigns
{
    /// <summary>Days up to C that show whether a division is visible to our client, as for reclamation.</summary>
    public const int NotedDays = 45;

    /// <summary>By division key; 0 stands for people without a division.</summary>
    /// <param name="divisions">Only these; null means all.</param>
    public static async Task<IReadOnlyDictionary<int, DivisionFacts>> ReadAsync(
        LicenseDb db,
        Platform platform,
        Catalogue catalogue,
        DateOnly today,
        IReadOnlyCollection<int>? divisions,
        CancellationToken ct
    )
    {
        var tally = await DivisionTally.OpenAsync(db, catalogue, platform, today, ct);
        var people = db.People.AsNoTracking().Where(p => p.PlatformKey == platform.Key);
        people = divisions is null ? people : people.Where(p => divisions.Contains(p.DivisionKey ?? 0));
        var licensed = await Licensed(db, people, catalogue).Select(p => p.Key).ToHashSetAsync(ct);
        var names = DivisionTally.Handling(catalogue);
        var members = await people
            .Select(p => new
            {
                p.Key,
                Division = p.DivisionKey ?? 0,
                p.LastLoginAt,
                p.LastTokenAt,
            })
            .ToDictionaryAsync(p => p.Key, ct);
        var handled = new Dictionary<int, DateOnly?>();
        foreach (
            var use in await db
                .FeatureUses.Where(u =>
                    people.Any(p => p.Key == u.PersonKey) && db.Features.Any(f => f.Key == u.FeatureKey && names.Contains(f.Name))
                )
                .Select(u => new
                {
                    u.PersonKey,
                    u.FirstUsedOn,
                    u.LastUsedOn,
                })
                .ToListAsync(ct)
        )
        {
            tally.AddUse(members[use.PersonKey].Division, use.PersonKey, use.FirstUsedOn, use.LastUsedOn);
            var last = FactDay.ToDate(use.LastUsedOn);
            handled[use.PersonKey] = handled.GetValueOrDefault(use.PersonKey) > last ? handled[use.PersonKey] : last;
        }

        var days = await db
            .PersonDays.AsNoTracking()
            .Where(d => people.Any(p => p.Key == d.PersonKey))
            .ToDictionaryAsync(d => d.PersonKey, ct);
        foreach (var person in members.Values)
        {
            tally.Add(
                person.Division,
                licensed.Contains(person.Key),
                days.GetValueOrDefault(person.Key),
                handled.GetValueOrDefault(person.Key),
                platform.DayOf(person.LastLoginAt),
                platform.DayOf(person.LastTokenAt)
            );
        }

        return await tally.FinishAsync(db, ct);
    }

    /// <summary>
    /// Divisions not shown in the last <see cref="NotedDays"/> days up to C, for presence and conversations. Empty while presence has no
    /// C.
    /// </summary>
    public static async Task<IReadOnlyList<UnseenDivision>> UnseenAsync(
        LicenseDb db,
        Platform platform,
        Catalogue catalogue,
        DateOnly today,
        CancellationToken ct
    )
    {
        var streams = await db
            .Streams.AsNoTracking()
            .Where(s => s.PlatformKey == platform.Key)
            .ToDictionaryAsync(s => s.Name, s => s.CompleteThrough, ct);
        if (streams.GetValueOrDefault(StreamStatus.Presence) is not { } presence)
        {
            return [];
        }

        var conversations = streams.GetValueOrDefault(StreamStatus.Conversations) ?? presence;
        var (since, handledSince) = (presence.AddDays(1 - NotedDays), conversations.AddDays(1 - NotedDays));
        var doubtful = await DoubtfulAsync(db, platform.Key, catalogue, (since, presence), (handledSince, conversations), ct);
        var found = new List<UnseenDivision>();
        if (doubtful.Count == 0)
        {
            return found;
        }

        foreach (var (key, facts) in (await ReadAsync(db, platform, catalogue, today, doubtful, ct)).OrderBy(d => d.Key))
        {
            if (facts.HidesPresence(since, presence))
            {
                found.Add(new UnseenDivision(StreamStatus.Presence, key, facts, since, presence));
            }

            if (facts.HidesConversations(handledSince, presence < conversations ? presence : conversations))
            {
                found.Add(new UnseenDivision(StreamStatus.Conversations, key, facts, handledSince, conversations));
            }
        }

        return found;
    }

    /// <summary>
    /// Divisions with enough people that need a closer look because their last days alone don't prove that they are visible. Counted by
    /// the database.
    /// </summary>
    private static async Task<List<int>> DoubtfulAsync(
        LicenseDb db,
        int platform,
        Catalogue catalogue,
        (DateOnly From, DateOnly To) presence,
        (DateOnly From, DateOnly To) conversations,
        CancellationToken ct
    )
    {
        var (from, to) = (FactDay.Of(presence.From), FactDay.Of(presence.To < conversations.To ? presence.To : conversations.To));
        var (handledFrom, handledTo) = (FactDay.Of(conversations.From), FactDay.Of(conversations.To));
        from = Math.Max(from, handledFrom);
        var people = db.People.Where(p => p.PlatformKey == platform);
        var licensed = Licensed(db, people, catalogue);
        var tested = await licensed
            .GroupBy(p => p.DivisionKey ?? 0)
            .Where(g => g.Count() >= DivisionFacts.TestedFrom)
            .Select(g => g.Key)
            .ToListAsync(ct);
        var present = await licensed
            .Where(p => db.PersonDays.Any(d => d.PersonKey == p.Key && d.LastDay >= from && d.LastDay <= to))
            .Select(p => p.DivisionKey ?? 0)
            .Distinct()
            .ToListAsync(ct);
        var queued = await people
            .Where(p => db.PersonDays.Any(d => d.PersonKey == p.Key && d.LastOnQueueOn >= handledFrom))
            .Select(p => p.DivisionKey ?? 0)
            .Distinct()
            .ToListAsync(ct);
        var names = DivisionTally.Handling(catalogue);
        var features = await db.Features.Where(f => f.PlatformKey == platform && names.Contains(f.Name)).Select(f => f.Key).ToListAsync(ct);
        var handled = await people
            .Where(p =>
                db.FeatureUses.Any(u =>
                    u.PersonKey == p.Key && features.Contains(u.FeatureKey) && u.LastUsedOn >= handledFrom && u.LastUsedOn <= handledTo
                )
            )
            .Select(p => p.DivisionKey ?? 0)
            .Distinct()
            .ToListAsync(ct);
        return [.. tested.Where(division => !present.Contains(division) || (queued.Contains(division) && !handled.Contains(division)))];
    }

    private static IQueryable<Person> Licensed(LicenseDb db, IQueryable<Person> people, Catalogue catalogue)
    {
        var bases = catalogue.Bases.Select(sku => sku.Id).ToList();
        return people.Where(p =>
            p.State == PersonState.Active
            && db.Seats.Any(s => s.PersonKey == p.Key && s.To == null && db.Skus.Any(k => k.Key == s.SkuKey && bases.Contains(k.VendorId)))
        );
    }
}
