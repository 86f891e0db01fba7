namespace LicenseDashboard.Application.Persistence;

public enum DatabaseKind
{
    Sqlite,
    SqlServer,
}

/// <summary>Which database is used, and how.</summary>
public sealed record DatabaseOptions
{
    public const string DefaultConnection = "Data Source=data/licensedashboard.db";

    public DatabaseKind Provider { get; init; }

    /// <summary>A relative path of a SQLite file starts at the content root.</summary>
    public string ConnectionString { get; init; } = DefaultConnection;

    /// <summary>
    /// Rows per statement sent by EF. A value of 1 keeps SQL Server from inserting with MERGE; whole tables use the bulk writer anyway.
    /// </summary>
    public int MaxBatchSize { get; init; } = 1;

    /// <summary>How long a start waits for another one that holds the database.</summary>
    public int StartWaitSeconds { get; init; } = 30;

    /// <summary>If null: always on SQLite, and on SQL Server only in Development, where no one runs the documented command first.</summary>
    public bool? MigrateOnStart { get; init; }
}
