using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>A role that a person holds now.</summary>
/// <param name="Group">Name of the group that grants it; null if held directly.</param>
/// <param name="Divisions">Names of the divisions in which it is held; <c>*</c> means all.</param>
public sealed record HeldRole(string RoleId, string Role, string? Group, IReadOnlyList<string> Divisions);

/// <summary>A role that requires more than the recommended license includes.</summary>
/// <param name="Permissions">Permissions that the recommended license lacks.</param>
/// <param name="Features">Keys of the features that use these permissions.</param>
/// <param name="Taken">True if the plan removes or replaces it.</param>
public sealed record RoleInTheWay(HeldRole Held, IReadOnlyList<string> Permissions, IReadOnlyList<string> Features, bool Taken);

/// <summary>Roles of one person, directly and through groups, as of the last import.</summary>
internal static class HeldRoles
{
    public static async Task<IReadOnlyList<HeldRole>> ReadAsync(LicenseDb db, int platform, int person, CancellationToken ct)
    {
        var direct = await (
            from grant in db.PersonGrants
            join role in db.Roles on grant.RoleKey equals role.Key
            where grant.PersonKey == person
            select new
            {
                role.VendorId,
                role.Name,
                Group = (string?)null,
                grant.DivisionId,
            }
        ).ToListAsync(ct);
        var byGroup = await (
            from member in db.GroupMembers
            join owner in db.Groups on member.GroupKey equals owner.Key
            join grant in db.GroupGrants on owner.Key equals grant.GroupKey
            join role in db.Roles on grant.RoleKey equals role.Key
            where member.PersonKey == person
            select new
            {
                role.VendorId,
                role.Name,
                Group = (string?)owner.Name,
                grant.DivisionId,
            }
        ).ToListAsync(ct);
        var divisions = await db.Divisions.Where(d => d.PlatformKey == platform).ToDictionaryAsync(d => d.VendorId, d => d.Name, ct);
        return
        [
            .. direct
                .Concat(byGroup)
                .GroupBy(grant => (grant.VendorId, grant.Name, grant.Group))
                .OrderBy(role => role.Key.Name, StringComparer.Ordinal)
                .ThenBy(role => role.Key.VendorId, StringComparer.Ordinal)
                .ThenBy(role => role.Key.Group, StringComparer.Ordinal)
                .Select(role => new HeldRole(
                    role.Key.VendorId,
                    role.Key.Name,
                    role.Key.Group,
                    [
                        .. role.Select(grant => divisions.GetValueOrDefault(grant.DivisionId, grant.DivisionId))
                            .Distinct()
                            .Order(StringComparer.Ordinal),
                    ]
                )),
        ];
    }

    /// <summary>Roles that keep the license high, according to the vendor's definitions and the permissions of the roles.</summary>
    public static async Task<IReadOnlyList<RoleInTheWay>> InTheWayAsync(
        LicenseDb db,
        Catalogue catalogue,
        int platform,
        int person,
        IReadOnlyCollection<string> target,
        IReadOnlyCollection<PlanChange> plan,
        CancellationToken ct
    )
    {
        var held = await ReadAsync(db, platform, person, ct);
        List<string> ids = [.. held.Select(role => role.RoleId).Distinct()];
        var roles = await db.Roles.Where(r => r.PlatformKey == platform && ids.Contains(r.VendorId)).ToListAsync(ct);
        var definitions = await db.Skus.Where(s => s.PlatformKey == platform && s.Defined).ToListAsync(ct);
        var holding = HoldingRoles
            .Of(
                catalogue,
                [.. definitions.Select(s => new SkuFacts(s.VendorId, s.Permissions, s.Prerequisites, s.Comprises))],
                [.. roles.Select(r => new RoleFacts(r.VendorId, r.Name, r.Permissions))],
                target
            )
            .ToDictionary(role => role.RoleId, StringComparer.Ordinal);
        return
        [
            .. held.Where(role => holding.ContainsKey(role.RoleId))
                .Select(role => new RoleInTheWay(
                    role,
                    holding[role.RoleId].Permissions,
                    holding[role.RoleId].Features,
                    role.Group is null && plan.Any(change => change.RoleId == role.RoleId)
                )),
        ];
    }
}
