using Microsoft.Data.Sqlite;

namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>Paths derived from a SQLite connection string.</summary>
internal static class SqliteFiles
{
    /// <summary>The same connection string with an absolute file path.</summary>
    public static string Rooted(string connection, string contentRoot)
    {
        var parts = new SqliteConnectionStringBuilder(connection);
        parts.DataSource = Path.GetFullPath(parts.DataSource, contentRoot);
        return parts.ConnectionString;
    }

    /// <summary>The path of another file in the folder of the database.</summary>
    public static string Beside(string connection, string file) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource))!, file);
}
