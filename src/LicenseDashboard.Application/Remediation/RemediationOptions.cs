using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Application.Remediation;

/// <summary>How fast approved changes are carried out.</summary>
public sealed record RemediationOptions
{
    /// <summary>Between an approval and its first claim.</summary>
    public int UndoSeconds { get; init; } = 30;

    public int LeaseSeconds { get; init; } = 60;

    public int ReadBackMinutes { get; init; } = 10;

    /// <summary>Retries without a person.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>How often an idle worker looks, should nobody wake it.</summary>
    public int IdleSeconds { get; init; } = 2;

    /// <summary>Items carried out at the same time by one instance.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>After how many days something handed over shows as overdue.</summary>
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
