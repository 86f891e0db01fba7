using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Utilization;

/// <summary>
/// Who holds which licenses. Under a contract that counts people who are there at the same time, the vendor may list who used a license
/// instead of who may; holders are then those whose roles imply it, by the vendor's own answers, unless the last check found that the list
/// names who is assigned a license.
/// </summary>
internal sealed class LicenseHolders
{
    private readonly Dictionary<int, ushort> _people = [];
    private readonly Dictionary<string, ushort> _known = new(StringComparer.Ordinal);
    private readonly List<LiveLicense> _licenses = [];
    private readonly Catalogue _catalogue;
    private readonly IReadOnlyDictionary<string, int> _skus;
    private readonly HashSet<string> _contracted;
    private readonly ushort _otherwise;
    private bool _answered;

    private LicenseHolders(Catalogue catalogue, IReadOnlyDictionary<string, int> skus, IReadOnlyList<AgreedLine> agreed, TierSource source)
    {
        (_catalogue, _skus, Source) = (catalogue, skus, source);
        _contracted = agreed.Select(line => line.Terms.Sku).ToHashSet(StringComparer.Ordinal);
        _otherwise = source == TierSource.Seat ? License([]) : Add("?", new LiveLicense([], [], null, Known: false));
    }

    public TierSource Source { get; private set; }

    public IReadOnlyList<LiveLicense> Licenses => _licenses;

    public ushort Of(int person) => _people.GetValueOrDefault(person, _otherwise);

    public static async Task<LicenseHolders> ReadAsync(
        LicenseDb db,
        Catalogue catalogue,
        Platform platform,
        IReadOnlyList<AgreedLine> agreed,
        CancellationToken ct
    )
    {
        var skus = await db.Skus.Where(s => s.PlatformKey == platform.Key).ToDictionaryAsync(s => s.VendorId, s => s.Key, ct);
        var byRole = agreed.Any(line => line.Terms.Basis == LineBasis.Concurrent) && !await ListsAssignedAsync(db, platform, ct);
        var holders = new LicenseHolders(catalogue, skus, agreed, byRole ? TierSource.Role : TierSource.Seat);
        await (byRole ? holders.FromRolesAsync(db, platform, ct) : holders.FromSeatsAsync(db, platform, ct));
        if (byRole && !holders._answered)
        {
            holders.Source = TierSource.Unknown;
        }

        return holders;
    }

    /// <summary>As the last check of the platform found it; false without an answer.</summary>
    private static async Task<bool> ListsAssignedAsync(LicenseDb db, Platform platform, CancellationToken ct) =>
        await db.PlatformChecks.Where(c => c.PlatformKey == platform.Key).Select(c => c.Report).SingleOrDefaultAsync(ct) is { } report
        && CheckReport.Parse(report).Of(CheckQuestions.SeatsAssigned) == CheckResult.Holds;

    private async Task FromSeatsAsync(LicenseDb db, Platform platform, CancellationToken ct)
    {
        var seats = await (
            from seat in db.Seats
            join sku in db.Skus on seat.SkuKey equals sku.Key
            where seat.To == null && sku.PlatformKey == platform.Key
            orderby seat.PersonKey
            select new { seat.PersonKey, sku.VendorId }
        ).ToListAsync(ct);
        foreach (var person in seats.GroupBy(seat => seat.PersonKey))
        {
            _people[person.Key] = License(person.Select(seat => seat.VendorId));
        }
    }

    private async Task FromRolesAsync(LicenseDb db, Platform platform, CancellationToken ct)
    {
        var roles = await db
            .Roles.Where(r => r.PlatformKey == platform.Key && r.Present)
            .ToDictionaryAsync(r => r.Key, r => r.VendorId, ct);
        var byGroup = (await db.GroupGrants.Select(g => new { g.GroupKey, g.RoleKey }).Distinct().ToListAsync(ct)).ToLookup(
            grant => grant.GroupKey,
            grant => grant.RoleKey
        );
        var members = (await db.GroupMembers.ToListAsync(ct)).ToLookup(member => member.PersonKey, member => member.GroupKey);
        var direct = (await db.PersonGrants.Select(g => new { g.PersonKey, g.RoleKey }).Distinct().ToListAsync(ct)).ToLookup(
            grant => grant.PersonKey,
            grant => grant.RoleKey
        );
        var answers = await db.InferAnswers.Where(a => a.PlatformKey == platform.Key).ToDictionaryAsync(a => a.Roles, a => a.Skus, ct);
        var people = await db.People.Where(p => p.PlatformKey == platform.Key && p.GroupsKnown).Select(p => p.Key).ToListAsync(ct);
        foreach (var person in people)
        {
            List<string> held =
            [
                .. direct[person]
                    .Concat(members[person].SelectMany(group => byGroup[group]))
                    .Distinct()
                    .Select(role => roles.GetValueOrDefault(role))
                    .OfType<string>(),
            ];
            if (held.Count == 0)
            {
                _people[person] = License([]);
            }
            else if (answers.TryGetValue(RoleSetHash.Of(held), out var inferred))
            {
                _people[person] = License(inferred);
                _answered = true;
            }
        }
    }

    /// <summary>The highest base, add-ons, and what else the contract names. Parts of other SKUs are not sold and not counted.</summary>
    private ushort License(IEnumerable<string> vendorIds)
    {
        var known = vendorIds.Select(id => (Id: id, Sku: _catalogue.Find(id))).ToList();
        var tier = known
            .Where(each => each.Sku is { IsBase: true })
            .OrderByDescending(each => each.Sku!.Rank)
            .Select(each => each.Id)
            .FirstOrDefault();
        List<string> counted =
        [
            .. known
                .Where(each => each.Id == tier || each.Sku is { IsBase: false } || (each.Sku is null && _contracted.Contains(each.Id)))
                .Select(each => each.Id)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var words = string.Join('\n', counted);
        return _known.TryGetValue(words, out var index)
            ? index
            : Add(
                words,
                new LiveLicense([.. counted.Select(id => _skus.GetValueOrDefault(id)).Where(key => key > 0)], counted, tier, true)
            );
    }

    private ushort Add(string words, LiveLicense license)
    {
        _licenses.Add(license);
        return _known[words] = checked((ushort)(_licenses.Count - 1));
    }
}
