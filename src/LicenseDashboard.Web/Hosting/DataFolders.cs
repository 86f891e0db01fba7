using System.Data.Common;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Hosting;

/// <summary>Where the program keeps files: beside the database file, else <c>data/</c> in the content root.</summary>
internal static class DataFolders
{
    private static readonly string[] SourceKeys = ["Data Source", "DataSource", "Filename"];

    public static string Of(DatabaseProvider provider, string? connectionString, string contentRoot)
    {
        var inContentRoot = Path.Combine(contentRoot, "data");
        return provider == DatabaseProvider.Sqlite && FileOf(connectionString) is { Length: > 0 } file && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder ? folder : inContentRoot;
    }

    /// <summary>Makes the folder and proves that it can be written.</summary>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, ".write-probe");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"LicenseDashboard can't write to its data folder '{folder}': {failure.Message} Give the account that runs the program write access to it, "
                + $"or keep the database elsewhere: {DatabaseSettings.ConnectionKey}='Data Source=/path/licensedashboard.db'.",
                failure);
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
            var source = SourceKeys.Select(key => parts.TryGetValue(key, out var value) ? value as string : null).FirstOrDefault(value => value is not null);
            return source is null || source.StartsWith(':') || source.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? null : source;
        }
        catch (ArgumentException)
        {
            return null; // DatabaseRules says what is wrong
        }
    }
}
