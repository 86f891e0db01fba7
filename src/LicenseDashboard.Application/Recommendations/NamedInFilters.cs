using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>Resolves the names in a list filter, or refuses with what is wrong and how to fix it.</summary>
internal static class NamedInFilters
{
    /// <param name="manager">Vendor ID of the viewer or of someone the viewer sees.</param>
    public static async Task<Outcome<ReportingScope>> BelowAsync(LicenseDb db, Viewer viewer, string manager, CancellationToken ct)
    {
        var found = await db
            .People.Where(p => p.VendorId == manager)
            .Select(p => new
            {
                p.Key,
                p.PlatformKey,
                p.Position,
                p.PositionEnd,
            })
            .ToListAsync(ct);
        return found.Find(p => viewer.MaySee(p.PlatformKey, p.Position) || viewer.IsPerson(p.Key)) is { } head
            ? new ReportingScope(head.PlatformKey, head.Key, head.Position, head.PositionEnd)
            : Refusal.Invalid($"manager '{manager}' is not the ID of a person you can see.");
    }

    /// <summary>Null if all are known.</summary>
    public static async Task<Refusal?> DivisionsAsync(LicenseDb db, IReadOnlyList<string> divisions, CancellationToken ct)
    {
        foreach (var division in divisions)
        {
            if (!await db.Divisions.AnyAsync(d => d.Name == division, ct))
            {
                return Refusal.Invalid($"division '{division}' is not known.");
            }
        }

        return null;
    }
}
