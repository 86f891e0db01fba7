using System.Data.Common;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Hosting;

/// <summary>The folder of the program's files: that of the database file, otherwise <c>data/</c> in the content root.</summary>
internal static class DataFolders
{
    private static readonly string[] SourceKeys = ["Data Source", "DataSource", "Filename"];

    public static string Of(DatabaseKind provider, string? connectionString, string contentRoot)
    {
        var inContentRoot = Path.Combine(contentRoot, "data");
        return
            provider == DatabaseKind.Sqlite
            && FileOf(connectionString) is { Length: > 0 } file
            && Path.GetDirectoryName(Path.GetFullPath(file, contentRoot)) is { } folder
            ? folder
            : inContentRoot;
    }

    /// <summary>The connection string with an absolute file path, so that it doesn't depend on the working directory.</summary>
    public static string Whole(DatabaseKind provider, string? connectionString, string contentRoot)
    {
        if (provider != DatabaseKind.Sqlite)
        {
            return connectionString ?? "";
        }

        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return DatabaseOptions.DefaultConnection.Replace("=", "=" + contentRoot.TrimEnd('/') + "/", StringComparison.Ordinal);
        }

        if (FileOf(connectionString) is not { Length: > 0 } file)
        {
            return connectionString;
        }

        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        parts[SourceKeys.First(parts.ContainsKey)] = Path.GetFullPath(file, contentRoot);
        return parts.ConnectionString;
    }

    /// <summary>Creates the folder and checks that it is writable.</summary>
    public static void Prepare(string folder)
    {
        try
        {
            System.IO.Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, ".write-probe");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"LicenseDashboard can't write to its data folder '{folder}': {failure.Message} Give the account that runs the "
                    + "program write access to it, "
                    + $"or keep the database elsewhere: {DatabaseRules.ConnectionKey}='Data Source=/path/licensedashboard.db'.",
                failure
            );
        }
    }

    private static string? FileOf(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return null;
        }

        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            var source = SourceKeys
                .Select(key => parts.TryGetValue(key, out var value) ? value as string : null)
                .FirstOrDefault(value => value is not null);
            return source is null || source.StartsWith(':') || source.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
                ? null
                : source;
        }
        catch (ArgumentException)
        {
            return null; // DatabaseRules says what is wrong
        }
    }
}
