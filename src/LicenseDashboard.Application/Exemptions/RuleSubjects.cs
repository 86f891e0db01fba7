using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>All people of a platform as rules see them, by person key. Reads each table once.</summary>
internal static class RuleSubjects
{
    public static async Task<IReadOnlyDictionary<int, RuleSubject>> ReadAsync(LicenseDb db, int platform, CancellationToken ct)
    {
        var people = await db
            .People.AsNoTracking()
            .Where(p => p.PlatformKey == platform && p.State != PersonState.Deleted)
            .Select(p => new
            {
                p.Key,
                p.Name,
                p.Email,
                p.Department,
                p.Title,
                p.GroupsKnown,
                p.EmployeeId,
                HasManager = p.ManagerKey != null,
            })
            .ToListAsync(ct);
        var groups = (
            await db
                .GroupMembers.Join(
                    db.Groups.Where(g => g.PlatformKey == platform),
                    m => m.GroupKey,
                    g => g.Key,
                    (m, g) => new { m.PersonKey, g.Name }
                )
                .ToListAsync(ct)
        ).ToLookup(m => m.PersonKey, m => m.Name);
        var reasons = await db
            .StateReasons.AsNoTracking()
            .Where(r => db.People.Any(p => p.Key == r.PersonKey && p.PlatformKey == platform))
            .ToDictionaryAsync(r => r.PersonKey, ct);
        var roles = await RolesAsync(db, platform, ct);
        return people.ToDictionary(
            p => p.Key,
            p => new RuleSubject(
                p.Department,
                p.Title,
                p.GroupsKnown ? [.. groups[p.Key]] : null,
                reasons.GetValueOrDefault(p.Key)?.Reason,
                reasons.ContainsKey(p.Key)
            )
            {
                Roles = [.. roles[p.Key]],
                Name = p.Name,
                Email = p.Email,
                EmployeeId = p.EmployeeId,
                HasManager = p.HasManager,
            }
        );
    }

    /// <summary>Role names by person, held directly or through a group.</summary>
    private static async Task<ILookup<int, string>> RolesAsync(LicenseDb db, int platform, CancellationToken ct)
    {
        var names = await db.Roles.AsNoTracking().Where(r => r.PlatformKey == platform).ToDictionaryAsync(r => r.Key, r => r.Name, ct);
        var direct = await db
            .PersonGrants.AsNoTracking()
            .Where(g => db.People.Any(p => p.Key == g.PersonKey && p.PlatformKey == platform))
            .Select(g => new { g.PersonKey, g.RoleKey })
            .Distinct()
            .ToListAsync(ct);
        var byGroup = await db
            .GroupMembers.AsNoTracking()
            .Where(m => db.Groups.Any(g => g.Key == m.GroupKey && g.PlatformKey == platform))
            .Join(db.GroupGrants, m => m.GroupKey, g => g.GroupKey, (m, g) => new { m.PersonKey, g.RoleKey })
            .Distinct()
            .ToListAsync(ct);
        return direct
            .Concat(byGroup)
            .Distinct()
            .Where(held => names.ContainsKey(held.RoleKey))
            .ToLookup(held => held.PersonKey, held => names[held.RoleKey]);
    }
}
