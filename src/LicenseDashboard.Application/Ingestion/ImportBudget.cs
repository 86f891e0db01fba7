namespace LicenseDashboard.Application.Ingestion;

/// <summary>How much of what the vendor lets one token ask was used.</summary>
public static class ImportBudget
{
    /// <summary>What the vendor grants a token until its answers say otherwise.</summary>
    public const int RequestsPerMinute = 300;

    /// <summary>
    /// The requests that could have been sent while the import ran, counted by begun minutes, as the vendor's windows are.
    /// </summary>
    /// <param name="now">UTC; stands in for the end of a run that goes on.</param>
    public static long Granted(ImportRow row, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return RequestsPerMinute * (long)Math.Max(1, Math.Ceiling(((row.EndedAt ?? now) - row.StartedAt).TotalMinutes));
    }

    /// <summary>Of <see cref="Granted"/>, in percent; at least 1 once any was sent.</summary>
    /// <param name="now">UTC; stands in for the end of a run that goes on.</param>
    public static int PercentUsed(ImportRow row, DateTime now) =>
        row.Requests == 0 ? 0 : (int)Math.Clamp(100L * row.Requests / Granted(row, now), 1, 100);
}
