using Hangfire;
using Hangfire.SqlServer;
using LicenseDashboard.Core.Shared;
using Microsoft.Data.SqlClient;

namespace LicenseDashboard.SqlServer;

/// <summary>
/// Hangfire's tables, in a separate schema of the same database. In production, a start doesn't create them: <c>build/migrations.sh
/// script</c> prints them after ours.
/// </summary>
internal static class HangfireTables
{
    public const string Schema = "HangFire";

    /// <summary>Requires permission to create tables. Can be run repeatedly.</summary>
    public static string Script => SqlServerObjectsInstaller.GetInstallScript(Schema, enableHeavyMigrations: true);

    internal static JobStorage Storage(string connectionString) =>
        new SqlServerStorage(
            connectionString,
            new SqlServerStorageOptions
            {
                SchemaName = Schema,
                SqlClientFactory = SqlClientFactory.Instance,

                // Doesn't query the server before our own start has checked it; the required schema version supports these features.
                PrepareSchemaIfNecessary = false,
                TryAutoDetectSchemaDependentOptions = false,
                DisableGlobalLocks = true,
                UseIgnoreDupKeyOption = true,
                DeleteExpiredBatchSize = 1000,

                // A run renews its invisibility while it lasts; if its instance dies, another one gets the trigger after this time. Our
                // own check is faster.
                SlidingInvisibilityTimeout = TimeSpan.FromMinutes(5),
                QueuePollInterval = TimeSpan.Zero,
            }
        );

    internal static async Task MakeAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await Task.Run(() => SqlServerObjectsInstaller.Install(connection, Schema, enableHeavyMigrations: true), ct);
    }

    /// <exception cref="StartRefusedException">The tables are missing or have another version.</exception>
    internal static async Task RequireAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"IF OBJECT_ID('[{Schema}].[Schema]') IS NOT NULL EXEC ('SELECT [Version] FROM [{Schema}].[Schema]')";
        if (Problem(await command.ExecuteScalarAsync(ct) as int?) is { } problem)
        {
            throw new StartRefusedException(problem);
        }
    }

    /// <param name="version">Version of the tables; null if there are none.</param>
    internal static string? Problem(int? version) =>
        version switch
        {
            null => $"The database lacks the tables of the scheduler (schema {Schema}). {Cure}",
            { } old when old < SqlServerObjectsInstaller.LatestSchemaVersion =>
                $"The tables of the scheduler (schema {Schema}) are of version {old}; this version of the program needs "
                    + $"{SqlServerObjectsInstaller.LatestSchemaVersion}. {Cure}",
            { } later when later > SqlServerObjectsInstaller.LatestSchemaVersion =>
                $"The tables of the scheduler (schema {Schema}) are of version {later}, made by a newer program. Start that one.",
            _ => null,
        };

    private const string Cure =
        "Run the script that build/migrations.sh script writes, or set Database:MigrateOnStart to true, then start again.";
}
