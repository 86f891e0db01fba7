using System.Data;
using LicenseDashboard.Application.Persistence;
using Microsoft.Data.SqlClient;

namespace LicenseDashboard.SqlServer;

/// <summary>
/// Whoever holds an application lock of the database leads. The lock belongs to the session, so it ends with the connection; the
/// connection stays open and is not pooled, because a pooled one would be reset without anybody noticing.
/// </summary>
internal sealed class AppLockLeadership(string connectionString, string name) : ILeadership
{
    internal const string Take =
        "DECLARE @result int; "
        + "EXEC @result = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; "
        + "SELECT @result";

    internal const string Holds = "SELECT APPLOCK_MODE('public', @name, 'Session')";

    private readonly string _connectionString = new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
    private SqlConnection? _session;

    public async Task<bool> LeadsAsync(CancellationToken ct)
    {
        try
        {
            if (_session is { State: ConnectionState.Open } session && await AskAsync(session, Holds, ct) is "Exclusive")
            {
                return true;
            }

            await DisposeAsync();
            var opened = new SqlConnection(_connectionString);
            _session = opened;
            await opened.OpenAsync(ct);

            // 0 and 1: granted. Below: somebody else has it.
            if (await AskAsync(opened, Take, ct) is int and >= 0)
            {
                return true;
            }
        }
        catch (SqlException)
        {
            // A server that can't be asked has ended the session or will; either way nobody may rely on the lock.
            await DisposeAsync();
            return false;
        }
        catch (InvalidOperationException) when (_session?.State != ConnectionState.Open)
        {
            // The connection broke between two questions.
            await DisposeAsync();
            return false;
        }

        await DisposeAsync();
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync();
        }
    }

    private async Task<object?> AskAsync(SqlConnection session, string sql, CancellationToken ct)
    {
        await using var command = session.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new SqlParameter("@name", SqlDbType.NVarChar, 255) { Value = "LicenseDashboard." + name });
        return await command.ExecuteScalarAsync(ct);
    }
}
