using LicenseDashboard.Application.Persistence.Bulk;
using static LicenseDashboard.Application.Persistence.Bulk.BulkShape;

namespace LicenseDashboard.SqlServer;

/// <summary>
/// The set-based statements between a staging table and its target. MERGE is avoided because of its locking and because it is refused on
/// some tables.
/// </summary>
internal static class BulkStatements
{
    public const string Staging = "#rows";

    /// <summary>Creates an empty copy of the columns; the union keeps the identity property from being copied.</summary>
    public static string Stage(BulkShape shape, bool keysOnly)
    {
        var columns = string.Join(", ", (keysOnly ? shape.Key : shape.Columns).Select(column => Quote(column.Name)));
        return $"SELECT TOP (0) {columns} INTO {Staging} FROM {Quote(shape.Table)} UNION ALL SELECT TOP (0) {columns} FROM "
            + $"{Quote(shape.Table)};";
    }

    public static string Drop => $"DROP TABLE {Staging};";

    public static string Update(BulkShape shape)
    {
        var sets = shape.Columns.Where(column => !column.IsKey && column.OnConflict != OnConflict.Keep).Select(Set).ToList();
        return sets.Count == 0
            ? ""
            : $"UPDATE t SET {string.Join(", ", sets)} FROM {Quote(shape.Table)} AS t INNER JOIN {Staging} AS s ON {Match(shape)};";
    }

    public static string Insert(BulkShape shape) =>
        $"INSERT INTO {Quote(shape.Table)} ({shape.Names()}) SELECT {shape.Names("s.")} FROM {Staging} AS s WHERE NOT EXISTS "
        + $"(SELECT 1 FROM {Quote(shape.Table)} AS t WHERE {Match(shape)});";

    public static string Delete(BulkShape shape) => $"DELETE t FROM {Quote(shape.Table)} AS t INNER JOIN {Staging} AS s ON {Match(shape)};";

    public static string Find(BulkShape shape) =>
        $"SELECT {shape.Names("t.")} FROM {Quote(shape.Table)} AS t INNER JOIN {Staging} AS s ON {Match(shape)} ORDER BY "
        + $"{Order(shape, "t.")};";

    public static string Scan(BulkShape shape, string condition) =>
        $"SELECT {shape.Names()} FROM {Quote(shape.Table)} WHERE {condition} ORDER BY {Order(shape, "")};";

    private static string Match(BulkShape shape) =>
        string.Join(" AND ", shape.Key.Select(column => $"t.{Quote(column.Name)} = s.{Quote(column.Name)}"));

    private static string Order(BulkShape shape, string prefix) =>
        string.Join(", ", shape.Key.Select(column => prefix + Quote(column.Name)));

    private static string Set(BulkColumn column)
    {
        var name = Quote(column.Name);
        return "t."
            + name
            + " = "
            + column.OnConflict switch
            {
                OnConflict.Max => $"CASE WHEN s.{name} > t.{name} THEN s.{name} ELSE t.{name} END",
                OnConflict.Min => $"CASE WHEN s.{name} < t.{name} THEN s.{name} ELSE t.{name} END",
                _ => "s." + name,
            };
    }
}
