using System.ComponentModel.DataAnnotations;
using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Application.Remediation;

public sealed class RemediationOptions
{
    public const string Section = "Remediation";

    /// <summary>Seconds between an approval and its first claim.</summary>
    [Range(0, 3600)]
    public int UndoSeconds { get; set; } = 30;

    [Range(5, 600)]
    public int LeaseSeconds { get; set; } = 60;

    [Range(1, 240)]
    public int ReadBackMinutes { get; set; } = 10;

    /// <summary>Automatic retries.</summary>
    [Range(0, 20)]
    public int Retries { get; set; } = 5;

    /// <summary>Polling interval of an idle worker.</summary>
    [Range(1, 60)]
    public int IdleSeconds { get; set; } = 2;

    /// <summary>Items executed concurrently by one instance.</summary>
    [Range(1, 32)]
    public int Parallel { get; set; } = 4;

    /// <summary>Days after which a handed-over item is shown as overdue.</summary>
    [Range(1, 365)]
    public int OverdueDays { get; set; } = 14;

    public RemediationPace Pace =>
        new()
        {
            Undo = TimeSpan.FromSeconds(UndoSeconds),
            Lease = TimeSpan.FromSeconds(LeaseSeconds),
            ReadBack = TimeSpan.FromMinutes(ReadBackMinutes),
            Retries = Retries,
        };
}
