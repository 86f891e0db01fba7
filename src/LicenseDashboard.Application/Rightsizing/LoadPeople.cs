using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Rightsizing;

/// <summary>
/// The people of one platform with seats, roles and last uses, and the facts of their divisions. Each table is read once and joined in
/// memory by key. For a single person, reads only theirs and no other people's division facts.
/// </summary>
internal sealed record LoadPeople(IReadOnlyList<PersonFacts> Facts, IReadOnlyDictionary<string, DivisionFacts> Divisions)
{
    /// <summary>Days covered by the longest window of a policy and the days before a feature's window.</summary>
    private const int LongestWindow = 400;

    /// <summary>Days after a leave that the rules need, with a margin.</summary>
    private const int AfterLeave = 60;

    public static async Task<LoadPeople> ReadAsync(
        LicenseDb db,
        Catalogue catalogue,
        Platform platform,
        DateOnly today,
        Dictionary<int, string> roles,
        Dictionary<int, string> groups,
        Dictionary<int, string> divisions,
        int? only,
        CancellationToken ct
    )
    {
        var people = await db
            .People.Where(p => p.PlatformKey == platform.Key && (only == null || p.Key == only))
            .OrderBy(p => p.Key)
            .Select(p => new
            {
                p.Key,
                p.State,
                p.DivisionKey,
                p.Title,
                p.GroupsKnown,
                p.HiredOn,
                p.InManagementUnit,
                p.LastShiftOn,
                p.LastLoginAt,
                p.LastTokenAt,
                p.LastBilledAt,
            })
            .ToListAsync(ct);
        var skus = await db.Skus.Where(s => s.PlatformKey == platform.Key).ToDictionaryAsync(s => s.Key, s => s.VendorId, ct);
        var features = await db.Features.Where(f => f.PlatformKey == platform.Key).ToListAsync(ct);
        var index = features.ToDictionary(f => f.Key, f => IndexOf(catalogue, f.Name));
        var handling = features
            .Where(f => f.Name == UsageFeature.OtherMedia || catalogue.Feature(f.Name)?.Stream == StreamKind.Conversations)
            .Select(f => f.Key)
            .ToHashSet();

        // Read in key order and merged with the people: no join, no lookup. Rows of other platforms are skipped.
        var seats = new Walk<(int Person, int Sku, DateOnly From)>(
            await db
                .Seats.Where(s => s.To == null && (only == null || s.PersonKey == only))
                .OrderBy(s => s.PersonKey)
                .Select(s => ValueTuple.Create(s.PersonKey, s.SkuKey, s.From))
                .ToListAsync(ct),
            s => s.Person
        );
        var grants = new Walk<(int Person, int Role, string Division)>(
            await db
                .PersonGrants.Where(g => only == null || g.PersonKey == only)
                .OrderBy(g => g.PersonKey)
                .ThenBy(g => g.RoleKey)
                .Select(g => ValueTuple.Create(g.PersonKey, g.RoleKey, g.DivisionId))
                .ToListAsync(ct),
            g => g.Person
        );
        var uses = new Walk<(int Person, int Feature, int First, int Last)>(
            await db
                .FeatureUses.Where(u => only == null || u.PersonKey == only)
                .OrderBy(u => u.PersonKey)
                .Select(u => ValueTuple.Create(u.PersonKey, u.FeatureKey, u.FirstUsedOn, u.LastUsedOn))
                .ToListAsync(ct),
            u => u.Person
        );
        var present = new Walk<PersonDays>(
            await db.PersonDays.Where(d => only == null || d.PersonKey == only).OrderBy(d => d.PersonKey).ToListAsync(ct),
            d => d.PersonKey
        );
        var members = (await db.GroupMembers.Where(m => only == null || m.PersonKey == only).ToListAsync(ct)).ToLookup(
            m => m.PersonKey,
            m => m.GroupKey
        );
        var exempt = (
            await db
                .Exemptions.Where(e => (only == null || e.PersonKey == only) && e.From <= today && (e.To == null || e.To >= today))
                .ToListAsync(ct)
        ).ToLookup(e => e.PersonKey);
        var leaves = await LeavesAsync(db, platform, today, only, ct);
        var allowed = await db.AllowedAccounts.Where(a => only == null || a.PersonKey == only).Select(a => a.PersonKey).ToHashSetAsync(ct);
        var facts = new List<PersonFacts>(people.Count);
        var tally = await DivisionTally.OpenAsync(db, catalogue, platform, today, ct);
        var past = await PastDivisionsAsync(db, platform, today, divisions, only, ct);
        foreach (var person in people)
        {
            var division = person.DivisionKey is { } key ? divisions.GetValueOrDefault(key, "") : "";
            var days = present.Of(person.Key) is { Length: > 0 } found ? found[0] : null;
            DateOnly? handledLast = null,
                handledFirst = null;
            var last = new DateOnly?[catalogue.Features.Count];
            foreach (var use in uses.Of(person.Key))
            {
                var on = FactDay.ToDate(use.Last);
                if (handling.Contains(use.Feature))
                {
                    tally.AddUse(person.DivisionKey ?? 0, person.Key, use.First, use.Last);
                    (handledLast, handledFirst) = (Latest(handledLast, on), Earliest(handledFirst, FactDay.ToDate(use.First)));
                }

                if (index.GetValueOrDefault(use.Feature, -1) is var at && at >= 0)
                {
                    last[at] = on;
                }
            }

            var held = new List<HeldSku>(2);
            foreach (var seat in seats.Of(person.Key))
            {
                if (skus.TryGetValue(seat.Sku, out var sku))
                {
                    held.Add(new HeldSku(sku, seat.From));
                }
            }

            var (login, token) = (platform.DayOf(person.LastLoginAt), platform.DayOf(person.LastTokenAt));
            var presentLast = days is null ? (DateOnly?)null : FactDay.ToDate(days.LastDay);
            facts.Add(
                new PersonFacts
                {
                    Key = person.Key,
                    IsActive = person.State == PersonState.Active,
                    Division = division,
                    PastDivisions = past.Count > 0 ? [.. past[person.Key]] : [],
                    Title = person.Title,
                    Skus = held,
                    Grants = GrantsOf(grants.Of(person.Key), roles),
                    GroupIds = person.GroupsKnown
                        ? [.. members[person.Key].Select(group => groups.GetValueOrDefault(group)).OfType<string>()]
                        : null,
                    LastUsedOn = last,
                    Present = DivisionTally.PresentOf(days),
                    FirstActiveOn = Earliest(days is null ? null : FactDay.ToDate(days.FirstPresentOn), handledFirst),
                    HiredOn = person.HiredOn,
                    InManagementUnit = person.InManagementUnit,
                    LastShiftOn = person.LastShiftOn,
                    ExemptBy = Words(exempt[person.Key], Protection.Rightsizing),
                    KeptBy = Words(exempt[person.Key], Protection.Reclamation),
                    LeaveEndedOn = leaves.TryGetValue(person.Key, out var leave) ? leave : null,
                    MayBeTaken = allowed.Contains(person.Key),
                    Seen = new LastSeen(presentLast, handledLast, login, token, platform.DayOf(person.LastBilledAt)),
                }
            );
            var licensed = person.State == PersonState.Active && held.Exists(s => catalogue.Find(s.Id) is { IsBase: true });
            tally.Add(person.DivisionKey ?? 0, licensed, days, handledLast, login, token);
        }

        return new LoadPeople(
            facts,
            only is null ? ById(await tally.FinishAsync(db, ct), divisions) : new Dictionary<string, DivisionFacts>()
        );
    }

    /// <summary>The latest ended leave of each person, as far back as it matters.</summary>
    private static async Task<Dictionary<int, DateOnly>> LeavesAsync(
        LicenseDb db,
        Platform platform,
        DateOnly today,
        int? only,
        CancellationToken ct
    )
    {
        var since = today.AddDays(-AfterLeave);
        var people = db.People.Where(p => p.PlatformKey == platform.Key && (only == null || p.Key == only));
        var ended = await db
            .Exemptions.Where(e => e.Tag == ExemptionTag.Leave && e.To >= since && e.To < today)
            .Join(people, e => e.PersonKey, p => p.Key, (e, p) => new { p.Key, Last = e.To!.Value })
            .ToListAsync(ct);
        ended.AddRange(
            await db
                .LeaveEnds.Where(e => e.LastDay >= since)
                .Join(people, e => e.PersonKey, p => p.Key, (e, p) => new { p.Key, Last = e.LastDay })
                .ToListAsync(ct)
        );
        return ended.GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Max(leave => leave.Last));
    }

    public static IReadOnlyDictionary<string, DivisionFacts> ById(
        IReadOnlyDictionary<int, DivisionFacts> facts,
        Dictionary<int, string> divisions
    ) => facts.ToDictionary(division => divisions.GetValueOrDefault(division.Key, ""), division => division.Value);

    /// <summary>
    /// Earlier divisions of people, as far back as any window reaches. Most people have none. An open row for a division other than the
    /// person's current one was not closed yet.
    /// </summary>
    private static async Task<ILookup<int, PastDivision>> PastDivisionsAsync(
        LicenseDb db,
        Platform platform,
        DateOnly today,
        Dictionary<int, string> divisions,
        int? only,
        CancellationToken ct
    )
    {
        var since = today.AddDays(-LongestWindow);
        var rows = await (
            from stretch in db.PersonDivisions
            join person in db.People on stretch.PersonKey equals person.Key
            where
                person.PlatformKey == platform.Key
                && (only == null || person.Key == only)
                && stretch.DivisionKey != (person.DivisionKey ?? 0)
                && (stretch.To == null || stretch.To >= since)
            orderby stretch.PersonKey, stretch.From, stretch.DivisionKey
            select new
            {
                stretch.PersonKey,
                stretch.DivisionKey,
                stretch.To,
            }
        ).ToListAsync(ct);
        return rows.ToLookup(
            row => row.PersonKey,
            row => new PastDivision(divisions.GetValueOrDefault(row.DivisionKey, ""), row.To ?? today)
        );
    }

    private static List<DirectGrant> GrantsOf(ReadOnlySpan<(int Person, int Role, string Division)> rows, Dictionary<int, string> roles)
    {
        var grants = new List<DirectGrant>(rows.Length);
        for (var i = 0; i < rows.Length; )
        {
            var role = rows[i].Role;
            var divisions = new List<string>(1);
            for (; i < rows.Length && rows[i].Role == role; i++)
            {
                divisions.Add(rows[i].Division);
            }

            if (roles.TryGetValue(role, out var id))
            {
                divisions.Sort(StringComparer.Ordinal);
                grants.Add(new DirectGrant(id, divisions));
            }
        }

        grants.Sort((a, b) => string.CompareOrdinal(a.RoleId, b.RoleId));
        return grants;
    }

    private static string? Words(IEnumerable<Exemption> onTheDay, Protection what) =>
        onTheDay.Where(e => e.Protection.Covers(what)).OrderBy(e => e.Key).Select(e => e.Words()).FirstOrDefault();

    private static int IndexOf(Catalogue catalogue, string name)
    {
        for (var i = 0; i < catalogue.Features.Count; i++)
        {
            if (catalogue.Features[i].Key == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static DateOnly? Latest(DateOnly? a, DateOnly? b) => a is null || b > a ? b : a;

    private static DateOnly? Earliest(DateOnly? a, DateOnly? b) => a is null || b < a ? b : a;
}
