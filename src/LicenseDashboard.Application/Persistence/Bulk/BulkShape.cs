namespace LicenseDashboard.Application.Persistence.Bulk;

/// <summary>What becomes of a column when the row is there already.</summary>
public enum OnConflict
{
    Replace,
    Keep,
    Max,
    Min,
}

public sealed record BulkColumn(string Name, bool IsKey = false, OnConflict OnConflict = OnConflict.Replace, bool Nullable = false);

/// <summary>
/// A table as bulk writes see it: the columns written, and those among them that tell rows apart (the primary key or a unique index).
/// </summary>
public sealed class BulkShape(string table, IReadOnlyList<BulkColumn> columns)
{
    /// <summary>Stands for null in a cell of a nullable column of integers; in any other column it is a number.</summary>
    public const long Null = long.MinValue;

    public string Table { get; } = table;

    public IReadOnlyList<BulkColumn> Columns { get; } = columns;

    public IReadOnlyList<BulkColumn> Key { get; } = [.. columns.Where(column => column.IsKey)];

    /// <summary>
    /// The shape names every column of the table, its key is the primary key and all else is replaced: a row may be overwritten as a whole,
    /// at half the price of an upsert.
    /// </summary>
    public bool IsWholeRow { get; init; }

    public int Width => Columns.Count;

    /// <summary>Both databases understand double quotes.</summary>
    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public string Names(string prefix = "") => string.Join(", ", Columns.Select(column => prefix + Quote(column.Name)));
}
