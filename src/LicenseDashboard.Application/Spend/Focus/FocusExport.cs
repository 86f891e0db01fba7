using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend.Focus;

/// <summary>Closed months as a FOCUS dataset.</summary>
/// <param name="Version">Of the specification.</param>
/// <param name="Columns">In the order of the rows' values.</param>
/// <param name="Rows">As in a file; null is no value.</param>
public sealed record FocusTable(string Version, IReadOnlyList<FocusHead> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows);

/// <param name="IsNumber">Written as a number, not as text.</param>
public sealed record FocusHead(string Name, bool IsNumber);

/// <summary>One row for each month, contract, SKU and charge: the commitment is a purchase, what is above it usage.</summary>
public sealed class FocusExport(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    /// <param name="from">First month; null for the first there is.</param>
    public async Task<Outcome<FocusTable>> RunAsync(Viewer viewer, string? platform, int? from, int? to, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SeesMoney)
        {
            return SpendBook.NotForRole;
        }

        if (from > to)
        {
            return Refusal.Invalid("from is after to. Send an earlier month.", "from");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var platforms = await db
            .Platforms.AsNoTracking()
            .Where(p => platform == null || p.Name == platform)
            .ToDictionaryAsync(p => p.Key, ct);
        var keys = platforms.Keys.ToList();
        var lines = await db
            .BilledLines.AsNoTracking()
            .Where(l => keys.Contains(l.PlatformKey) && l.Kind == BillKind.Closed)
            .Where(l => (from == null || l.Month >= from) && (to == null || l.Month <= to))
            .Join(
                db.BilledMonths,
                line => new
                {
                    line.PlatformKey,
                    line.Month,
                    line.Kind,
                },
                month => new
                {
                    month.PlatformKey,
                    month.Month,
                    month.Kind,
                },
                (line, month) => new { Line = line, month.Currency }
            )
            .OrderBy(row => row.Line.PlatformKey)
            .ThenBy(row => row.Line.Month)
            .ThenBy(row => row.Line.Contract)
            .ThenBy(row => row.Line.Sku)
            .ToListAsync(ct);
        var columns = FocusSchema.Current.Columns;
        return new FocusTable(
            FocusSchema.Current.Version,
            [.. columns.Select(column => new FocusHead(column.Name, column.Type == FocusType.Decimal))],
            [
                .. lines
                    .SelectMany(row => FocusRow.Of(platforms[row.Line.PlatformKey], row.Currency, row.Line, catalogue))
                    .Select(row => (IReadOnlyList<string?>)[.. columns.Select(column => FocusRow.Text(row[column.Name]))]),
            ]
        );
    }
}
