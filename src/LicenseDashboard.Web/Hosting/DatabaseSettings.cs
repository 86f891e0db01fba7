using System.Data.Common;
using LicenseDashboard.Application.Persistence;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Hosting;

/// <summary>Which database is used. Its location is in <c>ConnectionStrings__LicenseDashboard</c>.</summary>
internal sealed record DatabaseSettings
{
    public const string Section = "Database";

    /// <summary>Name under <c>ConnectionStrings</c>.</summary>
    public const string ConnectionName = "LicenseDashboard";

    private static readonly DatabaseOptions _usual = new();

    /// <summary>The parts of a connection string that may be shown; credentials are not among them.</summary>
    private static readonly string[] _safeOfConnection = ["Server", "Data Source", "Database", "Initial Catalog"];

    public DatabaseKind Provider { get; init; }

    /// <inheritdoc cref="DatabaseOptions.MaxBatchSize"/>
    public int MaxBatchSize { get; init; } = _usual.MaxBatchSize;

    /// <inheritdoc cref="DatabaseOptions.StartWaitSeconds"/>
    public int StartWaitSeconds { get; init; } = _usual.StartWaitSeconds;

    /// <inheritdoc cref="DatabaseOptions.MigrateOnStart"/>
    public bool? MigrateOnStart { get; init; }

    public DatabaseOptions ToOptions(string connection) =>
        new()
        {
            Provider = Provider,
            ConnectionString = connection,
            MaxBatchSize = MaxBatchSize,
            StartWaitSeconds = StartWaitSeconds,
            MigrateOnStart = MigrateOnStart,
        };

    public SettingGroup Shown(string connection) =>
        new(
            "Database",
            [
                SettingLine.Of(Section, nameof(Provider), Provider.ToString()),
                new(DatabaseRules.ConnectionKey, Safe(connection)),
                SettingLine.Of(Section, nameof(MaxBatchSize), MaxBatchSize),
                SettingLine.Of(Section, nameof(StartWaitSeconds), StartWaitSeconds),
                SettingLine.Of(
                    Section,
                    nameof(MigrateOnStart),
                    MigrateOnStart,
                    Provider == DatabaseKind.Sqlite ? "not set: always" : "not set: in Development only"
                ),
            ]
        );

    private static string Safe(string connection)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connection };
        var shown = _safeOfConnection.Where(parts.ContainsKey).Select(key => $"{key}={parts[key]}").ToList();
        return shown.Count == parts.Count ? string.Join("; ", shown) : string.Join("; ", shown.Append("(the rest is not shown)"));
    }
}

/// <summary>Validates the ranges, and that the provider and its connection string match.</summary>
internal sealed class DatabaseRules(string? connectionString) : IValidateOptions<DatabaseSettings>
{
    public const string ConnectionKey = "ConnectionStrings__" + DatabaseSettings.ConnectionName;
    private const string SqliteExample = "'Data Source=/var/lib/licensedashboard/licensedashboard.db'";
    private const string SqlServerExample = "'Server=db.example.com;Database=LicenseDashboard;User Id=…;Password=…'";

    public ValidateOptionsResult Validate(string? name, DatabaseSettings options) =>
        SettingsCheck.Result(
            SettingsCheck.Range(name, nameof(options.MaxBatchSize), options.MaxBatchSize, 1, 1000, "rows"),
            SettingsCheck.Range(name, nameof(options.StartWaitSeconds), options.StartWaitSeconds, 1, 600, "seconds"),
            ProblemOfConnection(options.Provider)
        );

    private string? ProblemOfConnection(DatabaseKind provider)
    {
        var sqlite = provider == DatabaseKind.Sqlite;
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return sqlite ? null : $"{ConnectionKey} is missing. Database__Provider SqlServer needs it, such as {SqlServerExample}.";
        }

        var wanted = sqlite ? "Data Source" : "Server";
        var example = sqlite ? SqliteExample : SqlServerExample;
        try
        {
            // The value may contain a password, so no message repeats it.
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            var named = sqlite
                ? parts.ContainsKey("Data Source") || parts.ContainsKey("DataSource") || parts.ContainsKey("Filename")
                : parts.ContainsKey("Server") || parts.ContainsKey("Data Source");
            return named ? null : $"{ConnectionKey} names no {wanted}. For {provider} write {example}.";
        }
        catch (ArgumentException)
        {
            return $"{ConnectionKey} can't be read as a connection string. For {provider} write {example}.";
        }
    }
}
