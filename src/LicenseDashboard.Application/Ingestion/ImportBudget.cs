namespace LicenseDashboard.Application.Ingestion;

/// <summary>How much of what the vendor lets one token ask was used.</summary>
public static class ImportBudget
{
    /// <summary>What the vendor grants a token until its answers say otherwise.</summary>
    public const int RequestsPerMinute = 300;

    /// <summary>Of the requests that could have been sent while the import ran, in percent; at least 1 once any was sent. A run is counted by begun minutes, as the vendor's windows are.</summary>
    /// <param name="now">UTC; stands in for the end of a run that goes on.</param>
    public static int PercentUsed(ImportRow row, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(row);
        var minutes = Math.Max(1, Math.Ceiling(((row.EndedAt ?? now) - row.StartedAt).TotalMinutes));
        return row.Requests == 0 ? 0 : (int)Math.Clamp(100 * row.Requests / (RequestsPerMinute * minutes), 1, 100);
    }
}
