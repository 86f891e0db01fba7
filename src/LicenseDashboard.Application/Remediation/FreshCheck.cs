using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>The current state at the vendor, and whether the approved change still applies.</summary>
/// <param name="NoLonger">Why it doesn't, in words without personal data; null if it does.</param>
/// <param name="Guarded">For a leaver: true if a guard objects, so that a person has to decide.</param>
/// <param name="ByGroup">
/// Set if the change still applies but a group, named here, keeps the seat, so that a person has to make it; otherwise null.
/// </param>
public sealed record FreshState(GrantSnapshot Snapshot, string? NoLonger, bool Guarded = false, string? ByGroup = null)
{
    /// <summary>False only for a leaver whose closed account a restore would reopen.</summary>
    public bool IsActive { get; init; } = true;
}

/// <summary>
/// The last check before the first write. The evaluation may be a day old and the approval a minute: a person who needs the seat by now
/// keeps it. Gathers facts step by step up to the first objection; <see cref="StillHolds"/> decides what objects.
/// </summary>
public sealed class FreshCheck(
    IDbContextFactory<LicenseDb> dbs,
    Catalogue catalogue,
    ClientOwners owners,
    FreshSigns signs,
    TimeProvider clock
)
{
    public async Task<FreshState> RunAsync(
        RemediationItem item,
        Platform platform,
        Person person,
        IVendorConnector vendor,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(vendor);
        var now = clock.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var facts = new FreshFacts { Today = platform.LocalDay(now) };
        var snapshot = new GrantSnapshot(now.UtcDateTime, [], [], []);
        var priority = PriorityOf(item);
        var evidence = await EvidenceAsync(db, item, ct);
        VendorPerson? account = null;
        List<Func<Task>> parts =
        [
            async () => facts = item.IsLeaver ? facts : facts with { Agreed = await AgreedAsync(db, item, platform, facts.Today, ct) },
            async () =>
            {
                account = await vendor.Directory.PersonAsync(person.VendorId, priority, ct);
                var owner = owners.ByPlatform.GetValueOrDefault(platform.Name);
                var active = account is { State: VendorUserState.Active };
                var comesBack = item.IsLeaver && account is not null && !active && await ComesBackAsync(db, item, ct);
                facts = facts with { Account = new(active, owner == person.VendorId, comesBack) };
            },
            async () =>
            {
                snapshot = await SnapshotAsync(person.VendorId, vendor, now.UtcDateTime, priority, ct);
                facts = facts with { Access = await AccessAsync(db, item, snapshot, evidence, vendor, ct) };
            },
        ];
        if (!item.IsLeaver)
        {
            var who = new CheckedPerson(item, platform, person, evidence, facts.Today);
            if (item.Plan.Release is null)
            {
                parts.Add(async () => facts = facts with { Use = await signs.UseAsync(db, who, vendor, ct) });
            }
            else
            {
                parts.Add(async () => facts = facts with { Stay = await signs.StayAsync(db, who, vendor, ct) });
                parts.Add(async () => facts = facts with { Life = await signs.LifeAsync(db, who, account!, vendor, ct) });
            }

            parts.Add(async () => facts = facts with { Room = new(await HardCap.ObjectionAsync(db, item, platform, facts.Today, ct)) });
        }

        foreach (var gather in parts)
        {
            await gather();
            if (StillHolds.Objection(item, facts) is { } objection)
            {
                return Refused(objection);
            }
        }

        if (StillHolds.Verdict(item, facts) is { } verdict)
        {
            return Refused(verdict);
        }

        return StillHolds.IsHeldByGroup(item, facts.Access!)
            ? new(snapshot, null, ByGroup: await ByGroupAsync(db, item.PlatformKey, snapshot, ct))
            : new(snapshot, null) { IsActive = facts.Account!.IsActive };

        // For a leaver whose account is still open, only guards object.
        FreshState Refused(string reason) => new(snapshot, reason, item.IsLeaver && facts.Account is { IsActive: true });
    }

    private static Task<bool> ComesBackAsync(LicenseDb db, RemediationItem item, CancellationToken ct) =>
        db.Remediations.AnyAsync(
            other =>
                other.PersonKey == item.PersonKey
                && other.Id != item.Id
                && (other.Reversing || other.GivingUp)
                && (other.Status == RemediationStatus.Restoring || other.Status == RemediationStatus.Failed),
            ct
        );

    private static async Task<string> ByGroupAsync(LicenseDb db, int platform, GrantSnapshot snapshot, CancellationToken ct)
    {
        var ids = snapshot.GroupIds;
        var names = await db
            .Groups.Where(g => g.PlatformKey == platform && ids.Contains(g.VendorId))
            .ToDictionaryAsync(g => g.VendorId, g => g.Name, ct);
        var words = ids.Select(id => names.GetValueOrDefault(id, id)).Order(StringComparer.Ordinal).ToList();
        return $"The license is held through the {(words.Count == 1 ? "group" : "groups")} {string.Join(", ", words)}: "
            + "remove the person from it, or remove the roles from the group.";
    }

    public static RequestPriority PriorityOf(RemediationItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.IsLeaver ? RequestPriority.Leaver : RequestPriority.Remediation;
    }

    public static async Task<GrantSnapshot> SnapshotAsync(
        string personId,
        IVendorConnector vendor,
        DateTime now,
        RequestPriority priority,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(vendor);
        var seat = await vendor.Estate.SeatAsync(personId, priority, ct);
        var grants = await vendor.Estate.GrantsOfSubjectAsync(personId, priority, ct);
        var byGroup = Of(SubjectKind.Group);
        return new(now, Of(SubjectKind.Person), [.. byGroup.Select(grant => grant.RoleId).Distinct()], [.. seat])
        {
            ByGroup = byGroup,
            GroupIds = [.. grants.Where(grant => grant.Kind == SubjectKind.Group).Select(grant => grant.SubjectId).Distinct()],
        };

        List<HeldGrant> Of(SubjectKind kind) =>
            [
                .. grants
                    .Where(grant => grant.Kind == kind)
                    .SelectMany(grant => grant.DivisionIds.Select(division => new HeldGrant(grant.RoleId, division)))
                    .Distinct(),
            ];
    }

    private static async Task<Evidence?> EvidenceAsync(LicenseDb db, RemediationItem item, CancellationToken ct)
    {
        var stored = db.RecommendationEvidence.Where(e => e.RecommendationId == item.RecommendationId);
        var json = await stored.Select(e => e.Json).SingleOrDefaultAsync(ct);
        return json is null ? null : EvidenceJson.Read(json);
    }

    private static async Task<AgreedFacts> AgreedAsync(
        LicenseDb db,
        RemediationItem item,
        Platform platform,
        DateOnly today,
        CancellationToken ct
    )
    {
        var kind = await db.Recommendations.Where(r => r.Id == item.RecommendationId).Select(r => r.Kind).SingleAsync(ct);
        var protecting = db.Exemptions.ProtectingOn(today, RecommendationWords.ProtectedBy(kind));
        return new(
            await protecting.Where(e => e.PersonKey == item.PersonKey).Select(e => e.Tag).FirstOrDefaultAsync(ct),
            await db.Recommendations.AnyAsync(r => r.PersonKey == item.PersonKey && r.Kind == kind && r.SuppressedUntil > today, ct),
            await ComingSeason.MemberObjectionAsync(
                db,
                platform,
                item.PersonKey,
                today,
                Advice.Split(item.SeatBefore),
                Advice.Split(item.Target),
                ct
            )
        );
    }

    private async Task<AccessFacts> AccessAsync(
        LicenseDb db,
        RemediationItem item,
        GrantSnapshot snapshot,
        Evidence? evidence,
        IVendorConnector vendor,
        CancellationToken ct
    )
    {
        var definitions = await db.Skus.Where(s => s.PlatformKey == item.PlatformKey && s.Defined).ToListAsync(ct);
        var roles = await db.Roles.Where(r => r.PlatformKey == item.PlatformKey).ToDictionaryAsync(r => r.VendorId, ct);
        var facts = roles.Values.Select(role => new RoleFacts(role.VendorId, role.Name, role.Permissions));
        var giving = GuardHolders.Giving(catalogue.GuardPermission, facts).ToHashSet(StringComparer.Ordinal);
        var skus = definitions.Select(s => new SkuFacts(s.VendorId, s.Permissions, s.Prerequisites, s.Comprises));
        return new(
            snapshot,
            new SeatReading(catalogue, [.. skus]),
            catalogue,
            item.IsLeaver ? [] : await InferAsync(item.Plan.RemainingRoles(snapshot), vendor, ct),
            evidence?.Explicit ?? [],
            evidence?.Lost.SelectMany(loss => loss.Divisions.Select(division => new PermissionIn(loss.Permission, division))).ToList(),
            id => roles.TryGetValue(id, out var role) ? role.Permissions : [],
            snapshot.All.Any(grant => giving.Contains(grant.RoleId))
                ? await HoldersAsync(db, item, giving, [.. giving.Select(id => roles[id].Key)], ct)
                : GuardHolders.None
        );
    }

    /// <summary>Null if a role is gone: the vendor answers 404, and nothing may be written.</summary>
    private static async Task<IReadOnlyList<string>?> InferAsync(IReadOnlyList<string> roles, IVendorConnector vendor, CancellationToken ct)
    {
        try
        {
            return roles.Count == 0 ? [] : await vendor.Estate.InferAsync([.. roles], RequestPriority.Remediation, ct);
        }
        catch (VendorException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>
    /// Counted again before the write, because two plans that each leave one holder would together leave none. Unknown groups are
    /// ignored.
    /// </summary>
    private static async Task<GuardHolders> HoldersAsync(
        LicenseDb db,
        RemediationItem item,
        HashSet<string> givingIds,
        List<int> giving,
        CancellationToken ct
    )
    {
        var losing = (await ChangesUnderway.BesideAsync(db, item, ct)).LosersOf(givingIds);
        var people = db
            .People.Where(p => p.PlatformKey == item.PlatformKey && p.State == PersonState.Active)
            .Where(p => p.Key != item.PersonKey && !losing.Contains(p.Key));
        var direct = await (
            from person in people
            join grant in db.PersonGrants on person.Key equals grant.PersonKey
            where giving.Contains(grant.RoleKey)
            select new { person.Key, grant.DivisionId }
        ).ToListAsync(ct);
        var byGroup = await (
            from person in people
            join member in db.GroupMembers on person.Key equals member.PersonKey
            join grant in db.GroupGrants on member.GroupKey equals grant.GroupKey
            where person.GroupsKnown && giving.Contains(grant.RoleKey)
            select new { person.Key, grant.DivisionId }
        ).ToListAsync(ct);
        return new GuardHolders(direct.Concat(byGroup).Select(held => (held.Key, held.DivisionId)));
    }
}
