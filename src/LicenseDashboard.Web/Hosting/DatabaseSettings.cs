using System.Data.Common;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Hosting;

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}

/// <summary>Where facts and decisions are kept. The connection string stands where .NET programs keep it, under <c>ConnectionStrings</c>.</summary>
public sealed record DatabaseSettings
{
    public const string Section = "Database";
    public const string ConnectionName = "LicenseDashboard";
    public const string ConnectionKey = "ConnectionStrings__" + ConnectionName;

    public DatabaseProvider Provider { get; init; }
}

internal sealed class DatabaseRules(string? connectionString) : IValidateOptions<DatabaseSettings>
{
    private const string SqliteExample = "'Data Source=/var/lib/licensedashboard/licensedashboard.db'";
    private const string SqlServerExample = "'Server=db.example.com;Database=LicenseDashboard;User Id=…;Password=…'";

    public ValidateOptionsResult Validate(string? name, DatabaseSettings options)
    {
        var sqlite = options.Provider == DatabaseProvider.Sqlite;
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return sqlite
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{DatabaseSettings.ConnectionKey} is missing. Database__Provider SqlServer needs it, such as {SqlServerExample}.");
        }

        var wanted = sqlite ? "Data Source" : "Server";
        try
        {
            // The value may hold a password, so no message repeats it.
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            var named = sqlite ? parts.ContainsKey("Data Source") || parts.ContainsKey("DataSource") || parts.ContainsKey("Filename") : parts.ContainsKey("Server") || parts.ContainsKey("Data Source");
            return named
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{DatabaseSettings.ConnectionKey} names no {wanted}. For {options.Provider} write {(sqlite ? SqliteExample : SqlServerExample)}.");
        }
        catch (ArgumentException)
        {
            return ValidateOptionsResult.Fail($"{DatabaseSettings.ConnectionKey} can't be read as a connection string. For {options.Provider} write {(sqlite ? SqliteExample : SqlServerExample)}.");
        }
    }
}
