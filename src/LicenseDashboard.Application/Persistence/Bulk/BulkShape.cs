namespace LicenseDashboard.Application.Persistence.Bulk;

/// <summary>What happens to a column if the row already exists.</summary>
public enum OnConflict
{
    Replace,
    Keep,
    Max,
    Min,
}

public sealed record BulkColumn(string Name, bool IsKey = false, OnConflict OnConflict = OnConflict.Replace, bool Nullable = false);

/// <summary>
/// A table as seen by bulk writes: the columns written, and those that identify a row (the primary key or a unique index).
/// </summary>
public sealed class BulkShape(string table, IReadOnlyList<BulkColumn> columns)
{
    /// <summary>Represents null in a cell of a nullable integer column; in other columns it is a number.</summary>
    public const long Null = long.MinValue;

    public string Table { get; } = table;

    public IReadOnlyList<BulkColumn> Columns { get; } = columns;

    public IReadOnlyList<BulkColumn> Key { get; } = [.. columns.Where(column => column.IsKey)];

    /// <summary>
    /// True if the shape contains every column, its key is the primary key and everything else is replaced. A row can then be overwritten
    /// as a whole, at half the cost of an upsert.
    /// </summary>
    public bool IsWholeRow { get; init; }

    public int Width => Columns.Count;

    /// <summary>Both databases support double quotes.</summary>
    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public string Names(string prefix = "") => string.Join(", ", Columns.Select(column => prefix + Quote(column.Name)));
}
