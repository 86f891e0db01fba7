using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Rightsizing;

/// <summary>The facts of one platform for the rules, except infer answers.</summary>
internal sealed record LoadedOrganization(OrganizationFacts Facts, IReadOnlyList<PersonFacts> People, string? LateNote);

/// <summary>Reads the rollups of one platform: users × features, no history.</summary>
internal static class LoadOrganization
{
    /// <param name="only">
    /// Key of a person: then reads everything their verdict depends on, and only database counts of other people.
    /// </param>
    public static async Task<LoadedOrganization> ReadAsync(
        LicenseDb db,
        Catalogue catalogue,
        Platform platform,
        DateOnly today,
        string? clientOwner,
        CancellationToken ct,
        int? only = null
    )
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var contracts = await LoadContracts.OfAsync(db, platform.Key, ct);
        var roles = await db.Roles.Where(r => r.PlatformKey == platform.Key).ToListAsync(ct);
        var roleIds = roles.ToDictionary(r => r.Key, r => r.VendorId);
        var present = roles.Where(r => r.Present).Select(r => new RoleFacts(r.VendorId, r.Name, r.Permissions)).ToList();
        var definitions = await db.Skus.Where(s => s.PlatformKey == platform.Key && s.Defined).ToListAsync(ct);
        var groups = await GroupsAsync(db, platform.Key, roleIds, ct);
        var divisions = await db.Divisions.Where(d => d.PlatformKey == platform.Key).ToDictionaryAsync(d => d.Key, d => d.VendorId, ct);
        var streams = await db.Streams.Where(s => s.PlatformKey == platform.Key).OrderBy(s => s.Name).ToListAsync(ct);
        var people = await LoadPeople.ReadAsync(db, catalogue, platform, today, roleIds, groups.Ids, divisions, only, ct);
        var owner = clientOwner is null
            ? null
            : await db
                .People.Where(p => p.PlatformKey == platform.Key && p.VendorId == clientOwner)
                .Select(p => (int?)p.Key)
                .SingleOrDefaultAsync(ct);
        var facts = new OrganizationFacts
        {
            Catalogue = catalogue.Under(contracts, today),
            Definitions =
            [
                .. definitions
                    .OrderBy(s => s.VendorId, StringComparer.Ordinal)
                    .Select(s => new SkuFacts(s.VendorId, s.Permissions, s.Prerequisites, s.Comprises)),
            ],
            Roles = present,
            Groups = groups.Granting,
            Streams = await StreamsAsync(db, streams, divisions, ct),
            AuditMapping = MappingOf(catalogue, streams),
            Divisions = only is { } person
                ? await DivisionsOfAsync(db, catalogue, platform, today, divisions, person, ct)
                : people.Divisions,
            PlanningCovered = streams.Any(s => s.Name == StreamStatus.Planning && s.State == StreamState.Served && s.Failure.Length == 0),
            FirstSnapshotOn = platform.FirstSnapshotOn,
            GuardHolders = only is null
                ? GuardHolders.Find(catalogue.GuardPermission, present, groups.Granting, people.Facts)
                : await GuardHoldersAsync(db, platform.Key, [.. GuardHolders.Giving(catalogue.GuardPermission, present)], ct),
            ClientOwner = owner,
            CountsConcurrent = contracts.Any(contract => contract.Lines.Any(line => line.Basis == LineBasis.Concurrent)),
        };
        return new LoadedOrganization(facts, people.Facts, LateNoteOf(streams, today));
    }

    /// <summary>All divisions the person was in.</summary>
    private static async Task<IReadOnlyDictionary<string, DivisionFacts>> DivisionsOfAsync(
        LicenseDb db,
        Catalogue catalogue,
        Platform platform,
        DateOnly today,
        Dictionary<int, string> divisions,
        int person,
        CancellationToken ct
    )
    {
        var keys = await db.PersonDivisions.Where(d => d.PersonKey == person).Select(d => d.DivisionKey).ToListAsync(ct);
        keys.Add(await db.People.Where(p => p.Key == person).Select(p => p.DivisionKey ?? 0).SingleAsync(ct));
        return LoadPeople.ById(await DivisionSigns.ReadAsync(db, platform, catalogue, today, [.. keys.Distinct()], ct), divisions);
    }

    /// <summary>The same as <see cref="GuardHolders.Find"/>, computed by the database.</summary>
    private static async Task<GuardHolders> GuardHoldersAsync(LicenseDb db, int platform, List<string> giving, CancellationToken ct)
    {
        var roles = await db.Roles.Where(r => r.PlatformKey == platform && giving.Contains(r.VendorId)).Select(r => r.Key).ToListAsync(ct);
        var people = db.People.Where(p => p.PlatformKey == platform && p.State == PersonState.Active);
        var personGrants = db.PersonGrants.Where(g => roles.Contains(g.RoleKey));
        var groupGrants = db.GroupGrants.Where(g => roles.Contains(g.RoleKey));
        var direct = await people.Join(personGrants, p => p.Key, g => g.PersonKey, (p, g) => new { p.Key, g.DivisionId }).ToListAsync(ct);
        var byGroup = await people
            .Where(p => p.GroupsKnown)
            .Join(db.GroupMembers, p => p.Key, m => m.PersonKey, (p, m) => new { p.Key, m.GroupKey })
            .Join(groupGrants, m => m.GroupKey, g => g.GroupKey, (m, g) => new { m.Key, g.DivisionId })
            .ToListAsync(ct);
        return new GuardHolders(direct.Concat(byGroup).Select(held => (held.Key, held.DivisionId)));
    }

    private static async Task<(Dictionary<int, string> Ids, IReadOnlyList<GroupFacts> Granting)> GroupsAsync(
        LicenseDb db,
        int platform,
        Dictionary<int, string> roleIds,
        CancellationToken ct
    )
    {
        var groups = await db.Groups.Where(g => g.PlatformKey == platform).ToListAsync(ct);
        var grants = (
            await db.GroupGrants.Where(g => db.Groups.Any(o => o.Key == g.GroupKey && o.PlatformKey == platform)).ToListAsync(ct)
        ).ToLookup(g => g.GroupKey);
        return (
            groups.ToDictionary(g => g.Key, g => g.VendorId),
            [.. groups.Where(g => grants.Contains(g.Key)).Select(g => new GroupFacts(g.VendorId, g.Name, GrantsOf(grants[g.Key], roleIds)))]
        );
    }

    private static List<DirectGrant> GrantsOf(IEnumerable<GroupGrant> grants, Dictionary<int, string> roleIds) =>
        [
            .. grants
                .Where(grant => roleIds.ContainsKey(grant.RoleKey))
                .GroupBy(grant => roleIds[grant.RoleKey], StringComparer.Ordinal)
                .OrderBy(role => role.Key, StringComparer.Ordinal)
                .Select(role => new DirectGrant(role.Key, [.. role.Select(grant => grant.DivisionId).Order(StringComparer.Ordinal)])),
        ];

    private static async Task<IReadOnlyDictionary<string, StreamFacts>> StreamsAsync(
        LicenseDb db,
        List<StreamStatus> streams,
        Dictionary<int, string> divisions,
        CancellationToken ct
    )
    {
        var facts = new Dictionary<string, StreamFacts>(StringComparer.Ordinal);
        var usage = streams.Where(s => !StreamStatus.StatesOfNow.Contains(s.Name));
        foreach (var stream in usage.Where(s => s.State is StreamState.Served or StreamState.NotServed))
        {
            var rows = await db.Coverage.Where(c => c.StreamKey == stream.Key).Select(c => new { c.DivisionKey, c.Day }).ToListAsync(ct);
            var days = rows.ToLookup(c => c.DivisionKey, c => FactDay.ToDate(c.Day));
            var all = days[0].ToHashSet();
            var differing = divisions
                .Where(d => !all.SetEquals(days[d.Key]))
                .ToDictionary(d => d.Value, d => (IReadOnlySet<DateOnly>)days[d.Key].ToHashSet());
            facts[stream.Name] = new StreamFacts
            {
                Served = stream.State == StreamState.Served,
                CompleteThrough = stream.CompleteThrough,
                FirstDay = stream.FirstDay,
                Days = all,
                DaysByDivision = differing,
            };
        }

        return facts;
    }

    /// <summary>
    /// The vendor's audit mapping as stored with the streams: missing services are marked, and whether views are audited is stored beside
    /// them. Null until the mapping was read.
    /// </summary>
    private static AuditMapping? MappingOf(Catalogue catalogue, List<StreamStatus> streams)
    {
        var audits = streams
            .Where(s => s.Name.StartsWith(StreamStatus.AuditPrefix, StringComparison.Ordinal) && s.State != StreamState.Unknown)
            .ToList();
        if (audits.Count == 0)
        {
            return null;
        }

        var matches = catalogue.Features.SelectMany(f => f.Audits).ToLookup(match => match.Service);
        return new AuditMapping(
            audits
                .Where(s => s.State != StreamState.NotAudited)
                .ToDictionary(
                    s => s.Name[StreamStatus.AuditPrefix.Length..],
                    s =>
                        (IReadOnlyDictionary<string, IReadOnlyList<string>>)
                            matches[s.Name[StreamStatus.AuditPrefix.Length..]]
                                .SelectMany(match => match.Entities)
                                .Distinct()
                                .ToDictionary(
                                    entity => entity,
                                    _ => (IReadOnlyList<string>)(s.AuditsViews ? ["Update", .. catalogue.ViewActions] : ["Update"])
                                )
                )
        );
    }

    private static string? LateNoteOf(List<StreamStatus> streams, DateOnly today) =>
        streams
            .Where(s => s.State == StreamState.Served && !StreamStatus.StatesOfNow.Contains(s.Name) && s.IsLate(today))
            .Select(s => s.CompleteThrough)
            .Order()
            .ToList() switch
        {
            [] => null,
            [{ } earliest, ..] => FormattableString.Invariant($"not enough data since {earliest.AddDays(1):yyyy-MM-dd}"),
            _ => "not enough data",
        };
}
