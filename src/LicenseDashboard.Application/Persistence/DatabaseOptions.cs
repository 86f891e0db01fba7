using System.ComponentModel.DataAnnotations;

namespace LicenseDashboard.Application.Persistence;

public enum DatabaseKind
{
    Sqlite,
    SqlServer,
}

public sealed record DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Name under <c>ConnectionStrings</c>.</summary>
    public const string ConnectionName = "LicenseDashboard";

    public const string DefaultConnection = "Data Source=data/licensedashboard.db";

    public DatabaseKind Provider { get; init; }

    /// <summary>
    /// Rows per statement sent by EF. A value of 1 keeps SQL Server from inserting with MERGE; whole tables use the bulk writer anyway.
    /// </summary>
    [Range(1, 1000)]
    public int MaxBatchSize { get; init; } = 1;

    /// <summary>How long a start waits for another one that holds the database.</summary>
    [Range(1, 600)]
    public int StartWaitSeconds { get; init; } = 30;

    /// <summary>If null: always on SQLite, and on SQL Server only in Development, where nobody runs the documented command first.</summary>
    public bool? MigrateOnStart { get; init; }
}
