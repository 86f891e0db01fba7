namespace LicenseDashboard.Application.Ingestion;

/// <summary>How much of the vendor's request limit per token was used.</summary>
public static class ImportBudget
{
    /// <summary>The limit of a token until the vendor's responses say otherwise.</summary>
    public const int RequestsPerMinute = 300;

    /// <summary>The number of requests possible while the import ran, per started minute, like the vendor's windows.</summary>
    /// <param name="now">UTC; used as the end of a running import.</param>
    public static long Granted(ImportRow row, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return RequestsPerMinute * (long)Math.Max(1, Math.Ceiling(((row.EndedAt ?? now) - row.StartedAt).TotalMinutes));
    }

    /// <summary>Percentage of <see cref="Granted"/>; at least 1 if any request was sent.</summary>
    /// <param name="now">UTC; used as the end of a running import.</param>
    public static int PercentUsed(ImportRow row, DateTime now) =>
        row.Requests == 0 ? 0 : (int)Math.Clamp(100L * row.Requests / Granted(row, now), 1, 100);
}
