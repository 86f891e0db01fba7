using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>What the directory of a platform holds in one field, so that a rule need not be typed by heart.</summary>
public sealed class RuleValues(IDbContextFactory<LicenseDb> dbs)
{
    /// <returns>Values that contain the text, by name. Empty for fields no one would pick from a list, such as a person's name.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(
        Viewer viewer,
        string platformName,
        RuleField field,
        string? text,
        int most,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (
            !viewer.MayOperate
            || await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platformName, ct) is not { } platform
        )
        {
            return [];
        }

        var people = db.People.AsNoTracking().Where(p => p.PlatformKey == platform.Key && p.State != PersonState.Deleted);
        var values = field switch
        {
            RuleField.Department => people.Select(p => p.Department),
            RuleField.Title => people.Select(p => p.Title),
            RuleField.Group => db.Groups.AsNoTracking().Where(g => g.PlatformKey == platform.Key).Select(g => (string?)g.Name),
            RuleField.Role => db.Roles.AsNoTracking().Where(r => r.PlatformKey == platform.Key).Select(r => (string?)r.Name),
            RuleField.StateReason => db.StateReasons.AsNoTracking().Where(r => people.Any(p => p.Key == r.PersonKey)).Select(r => r.Reason),
            RuleField.Name or RuleField.NoManager or RuleField.NoEmployeeId or RuleField.NoEmail => null,
        };
        if (values is null)
        {
            return [];
        }

        // Databases disagree about upper and lower case; the values of one field are few.
        return
        [
            .. (await values.Distinct().ToListAsync(ct))
                .OfType<string>()
                .Where(value => value.Contains(text?.Trim() ?? "", StringComparison.OrdinalIgnoreCase) && value.Trim().Length > 0)
                .Order(StringComparer.OrdinalIgnoreCase)
                .Take(most),
        ];
    }
}
