namespace LicenseDashboard.Application.Persistence;

public enum DatabaseKind
{
    Sqlite,
    SqlServer,
}

/// <summary>Which database, and how it is used.</summary>
public sealed record DatabaseOptions
{
    public const string DefaultConnection = "Data Source=data/licensedashboard.db";

    public DatabaseKind Provider { get; init; }

    /// <summary>A SQLite file without a whole path starts at the content root.</summary>
    public string ConnectionString { get; init; } = DefaultConnection;

    /// <summary>
    /// Rows that EF sends in one statement. 1 keeps SQL Server from inserting with MERGE; whole tables go through the bulk writer anyway.
    /// </summary>
    public int MaxBatchSize { get; init; } = 1;

    /// <summary>How long a start waits for another one that holds the database.</summary>
    public int StartWaitSeconds { get; init; } = 30;

    /// <summary>Null: SQLite always; SQL Server in Development only, where nobody runs the documented command first.</summary>
    public bool? MigrateOnStart { get; init; }
}
