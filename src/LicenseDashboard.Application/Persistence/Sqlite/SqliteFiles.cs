using Microsoft.Data.Sqlite;

namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>What others need to know of a SQLite connection string: what lies beside its file.</summary>
internal static class SqliteFiles
{
    /// <summary>The path of another file in the folder of the database.</summary>
    public static string Beside(string connection, string file) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource))!, file);
}
