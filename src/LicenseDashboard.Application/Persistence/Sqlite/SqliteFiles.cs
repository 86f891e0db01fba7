using Microsoft.Data.Sqlite;

namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>Paths of files beside the file of a SQLite connection string.</summary>
internal static class SqliteFiles
{
    /// <summary>The path of another file in the folder of the database.</summary>
    public static string Beside(string connection, string file) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource))!, file);
}
