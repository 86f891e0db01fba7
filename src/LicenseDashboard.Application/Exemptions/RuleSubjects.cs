using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>Everybody of a platform as rules see them, by person key. Each table is read once.</summary>
internal static class RuleSubjects
{
    public static async Task<IReadOnlyDictionary<int, RuleSubject>> ReadAsync(LicenseDb db, int platform, CancellationToken ct)
    {
        var people = await db.People.AsNoTracking().Where(p => p.PlatformKey == platform && p.State != PersonState.Deleted)
            .Select(p => new { p.Key, p.Department, p.Title, p.GroupsKnown }).ToListAsync(ct);
        var groups = (await db.GroupMembers.Join(db.Groups.Where(g => g.PlatformKey == platform), m => m.GroupKey, g => g.Key, (m, g) => new { m.PersonKey, g.Name }).ToListAsync(ct))
            .ToLookup(m => m.PersonKey, m => m.Name);
        var reasons = await db.StateReasons.AsNoTracking().Where(r => db.People.Any(p => p.Key == r.PersonKey && p.PlatformKey == platform)).ToDictionaryAsync(r => r.PersonKey, ct);
        return people.ToDictionary(p => p.Key, p => new RuleSubject(
            p.Department, p.Title, p.GroupsKnown ? [.. groups[p.Key]] : null, reasons.GetValueOrDefault(p.Key)?.Reason, reasons.ContainsKey(p.Key)));
    }
}
