using System.Data.Common;
using LicenseDashboard.Application.Persistence;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Hosting;

/// <summary>Validates that the provider and its connection string match; ranges are attributes of <see cref="DatabaseOptions"/>.</summary>
internal sealed class DatabaseRules(string? connectionString) : IValidateOptions<DatabaseOptions>
{
    public const string ConnectionKey = "ConnectionStrings__" + DatabaseOptions.ConnectionName;
    private const string SqliteExample = "'Data Source=/var/lib/licensedashboard/licensedashboard.db'";
    private const string SqlServerExample = "'Server=db.example.com;Database=LicenseDashboard;User Id=…;Password=…'";

    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        var sqlite = options.Provider == DatabaseKind.Sqlite;
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return sqlite
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{ConnectionKey} is missing. Database__Provider SqlServer needs it, such as {SqlServerExample}."
                );
        }

        var wanted = sqlite ? "Data Source" : "Server";
        try
        {
            // The value may contain a password, so no message repeats it.
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            var named = sqlite
                ? parts.ContainsKey("Data Source") || parts.ContainsKey("DataSource") || parts.ContainsKey("Filename")
                : parts.ContainsKey("Server") || parts.ContainsKey("Data Source");
            return named
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{ConnectionKey} names no {wanted}. For {options.Provider} write {(sqlite ? SqliteExample : SqlServerExample)}."
                );
        }
        catch (ArgumentException)
        {
            return ValidateOptionsResult.Fail(
                $"{ConnectionKey} can't be read as a connection string. For {options.Provider} write "
                    + $"{(sqlite ? SqliteExample : SqlServerExample)}."
            );
        }
    }
}
