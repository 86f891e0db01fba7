using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Application.Remediation;

/// <summary>Timing of remediation.</summary>
public sealed record RemediationOptions
{
    /// <summary>Seconds between an approval and its first claim.</summary>
    public int UndoSeconds { get; init; } = 30;

    public int LeaseSeconds { get; init; } = 60;

    public int ReadBackMinutes { get; init; } = 10;

    /// <summary>Automatic retries.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Polling interval of an idle worker.</summary>
    public int IdleSeconds { get; init; } = 2;

    /// <summary>Items executed concurrently by one instance.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Days after which a handed-over item is shown as overdue.</summary>
    public int OverdueDays { get; init; } = 14;

    public RemediationPace Pace =>
        new()
        {
            Undo = TimeSpan.FromSeconds(UndoSeconds),
            Lease = TimeSpan.FromSeconds(LeaseSeconds),
            ReadBack = TimeSpan.FromMinutes(ReadBackMinutes),
            Retries = Retries,
        };
}
