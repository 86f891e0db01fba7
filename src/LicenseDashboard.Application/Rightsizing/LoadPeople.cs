using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Rightsizing;

/// <summary>Everybody of one platform with their seats, roles and last uses, and what their divisions show. Each table is read once and joined in memory by key.</summary>
internal sealed record LoadPeople(IReadOnlyList<PersonFacts> Facts, IReadOnlyDictionary<string, DivisionFacts> Divisions)
{
    public static async Task<LoadPeople> ReadAsync(
        LicenseDb db, Catalogue catalogue, Platform platform, DateOnly today, Dictionary<int, string> roles, Dictionary<int, string> groups, Dictionary<int, string> divisions,
        CancellationToken ct)
    {
        var people = await db.People.Where(p => p.PlatformKey == platform.Key).OrderBy(p => p.Key).ToListAsync(ct);
        var skus = await db.Skus.Where(s => s.PlatformKey == platform.Key).ToDictionaryAsync(s => s.Key, s => s.VendorId, ct);
        var features = await db.Features.Where(f => f.PlatformKey == platform.Key).ToListAsync(ct);
        var index = features.ToDictionary(f => f.Key, f => IndexOf(catalogue, f.Name));
        var handling = features.Where(f => f.Name == UsageFeature.OtherMedia || catalogue.Feature(f.Name)?.Stream == StreamKind.Conversations).Select(f => f.Key).ToHashSet();
        var mine = db.People.Where(p => p.PlatformKey == platform.Key).Select(p => p.Key);
        var seats = (await db.Seats.Where(s => s.To == null && mine.Contains(s.PersonKey)).ToListAsync(ct)).ToLookup(s => s.PersonKey);
        var grants = (await db.PersonGrants.Where(g => mine.Contains(g.PersonKey)).ToListAsync(ct)).ToLookup(g => g.PersonKey);
        var members = (await db.GroupMembers.Where(m => mine.Contains(m.PersonKey)).ToListAsync(ct)).ToLookup(m => m.PersonKey);
        var uses = (await db.FeatureUses.Where(u => mine.Contains(u.PersonKey)).ToListAsync(ct)).ToLookup(u => u.PersonKey);
        var present = await db.PersonDays.Where(d => mine.Contains(d.PersonKey)).ToDictionaryAsync(d => d.PersonKey, ct);
        var exempt = (await db.Exemptions.Where(e => e.From <= today && (e.To == null || e.To >= today)).ToListAsync(ct)).ToLookup(e => e.PersonKey);
        var facts = new List<PersonFacts>(people.Count);
        var signs = new Dictionary<string, DivisionFacts>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            var division = person.DivisionKey is { } key ? divisions.GetValueOrDefault(key, "") : "";
            var days = present.GetValueOrDefault(person.Key);
            DateOnly? handledLast = null, handledFirst = null;
            var last = new DateOnly?[catalogue.Features.Count];
            foreach (var use in uses[person.Key])
            {
                var on = FactDay.ToDate(use.LastUsedOn);
                if (handling.Contains(use.FeatureKey))
                {
                    (handledLast, handledFirst) = (Latest(handledLast, on), Earliest(handledFirst, FactDay.ToDate(use.FirstUsedOn)));
                }

                if (index.GetValueOrDefault(use.FeatureKey, -1) is var at && at >= 0)
                {
                    last[at] = on;
                }
            }

            var held = seats[person.Key].Select(s => new HeldSku(skus.GetValueOrDefault(s.SkuKey, ""), s.From)).Where(s => s.Id.Length > 0).ToList();
            var presentLast = days is null ? (DateOnly?)null : FactDay.ToDate(days.LastDay);
            facts.Add(new PersonFacts
            {
                Key = person.Key,
                IsActive = person.State == PersonState.Active,
                Division = division,
                Title = person.Title,
                Skus = held,
                Grants = [.. grants[person.Key].Where(g => roles.ContainsKey(g.RoleKey)).GroupBy(g => g.RoleKey)
                    .Select(g => new DirectGrant(roles[g.Key], [.. g.Select(grant => grant.DivisionId).Order(StringComparer.Ordinal)])).OrderBy(g => g.RoleId, StringComparer.Ordinal)],
                GroupIds = person.GroupsKnown ? [.. members[person.Key].Select(m => groups.GetValueOrDefault(m.GroupKey)).OfType<string>()] : null,
                LastUsedOn = last,
                Present = days is null ? default : new PresentDays(presentLast!.Value, new UInt128((ulong)days.Earlier, (ulong)days.Recent)),
                FirstActiveOn = Earliest(days is null ? null : FactDay.ToDate(days.FirstPresentOn), handledFirst),
                HiredOn = person.HiredOn,
                InManagementUnit = person.InManagementUnit,
                LastShiftOn = person.LastShiftOn,
                ExemptBy = exempt[person.Key].OrderBy(e => e.Key).Select(Words).FirstOrDefault(),
                LastSeenOn = Latest(Latest(LocalDay(platform, person.LastLoginAt), LocalDay(platform, person.LastTokenAt)), Latest(presentLast, handledLast)),
            });
            var licensed = person.State == PersonState.Active && held.Exists(s => catalogue.Find(s.Id) is { IsBase: true });
            var sign = signs.GetValueOrDefault(division) ?? new DivisionFacts(0, null, null, null);
            signs[division] = new DivisionFacts(
                sign.LicensedPeople + (licensed ? 1 : 0), licensed ? Latest(sign.LastPresentOn, presentLast) : sign.LastPresentOn,
                Latest(sign.LastOnQueueOn, FactDay.ToDate(days?.LastOnQueueOn)), Latest(sign.LastHandledOn, handledLast));
        }

        return new LoadPeople(facts, signs);
    }

    private static string Words(Core.Exemptions.Exemption exemption) =>
        exemption.To is { } to ? FormattableString.Invariant($"{exemption.Tag} until {to:yyyy-MM-dd}") : exemption.Tag;

    private static DateOnly? LocalDay(Platform platform, DateTime? utc) => utc is { } at ? platform.LocalDay(new DateTimeOffset(at, TimeSpan.Zero)) : null;

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
