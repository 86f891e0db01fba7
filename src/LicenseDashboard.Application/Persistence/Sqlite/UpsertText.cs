using LicenseDashboard.Application.Persistence.Bulk;
using static LicenseDashboard.Application.Persistence.Bulk.BulkShape;

namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>
/// The text of an upsert of several rows. A column with the same value in all rows becomes a single parameter, which comes first: binding
/// is a large part of the cost of a narrow row, and the facts of a day share their day.
/// </summary>
internal static class UpsertText
{
    /// <param name="shared">Bit n: all rows have the same value in column n.</param>
    public static string Of(BulkShape shape, int rows, uint shared)
    {
        var first = shape
            .Columns.Select((_, at) => IsShared(shared, at) ? System.Numerics.BitOperations.PopCount(shared & ((1u << at) - 1)) + 1 : 0)
            .ToList();
        var next = System.Numerics.BitOperations.PopCount(shared);
        var values = Enumerable
            .Range(0, rows)
            .Select(_ => "(" + string.Join(",", first.Select(position => "?" + (position > 0 ? position : ++next))) + ")");
        var into = $"INTO {Quote(shape.Table)} ({shape.Names()}) VALUES {string.Join(",", values)}";
        if (shape.IsWholeRow)
        {
            return "INSERT OR REPLACE " + into;
        }

        var sets = shape
            .Columns.Where(column => !column.IsKey && column.OnConflict != OnConflict.Keep)
            .Select(column =>
                Quote(column.Name)
                + " = "
                + column.OnConflict switch
                {
                    OnConflict.Max => $"max({Quote(shape.Table)}.{Quote(column.Name)}, excluded.{Quote(column.Name)})",
                    OnConflict.Min => $"min({Quote(shape.Table)}.{Quote(column.Name)}, excluded.{Quote(column.Name)})",
                    _ => $"excluded.{Quote(column.Name)}",
                }
            )
            .ToList();
        return $"INSERT {into} ON CONFLICT ({string.Join(", ", shape.Key.Select(column => Quote(column.Name)))}) DO "
            + (sets.Count == 0 ? "NOTHING" : "UPDATE SET " + string.Join(", ", sets));
    }

    public static bool IsShared(uint shared, int column) => (shared & (1u << column)) != 0;

    public static uint SharedColumns(ReadOnlySpan<long> cells, int width)
    {
        var shared = (1u << width) - 1;
        for (var at = width; at < cells.Length && shared != 0; at += width)
        {
            for (var column = 0; column < width; column++)
            {
                if (cells[at + column] != cells[column])
                {
                    shared &= ~(1u << column);
                }
            }
        }

        return shared;
    }
}
