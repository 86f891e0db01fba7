namespace LicenseDashboard.Application.Platforms;

/// <summary>An outage that one instance sees, for the pages of all others. Instants are UTC.</summary>
public sealed class OutageReport
{
    public required int PlatformKey { get; init; }

    /// <summary>The process start that reports it.</summary>
    public required Guid Instance { get; init; }

    public required DateTime Since { get; set; }

    public required DateTime NextTryAt { get; set; }

    public required int Attempts { get; set; }

    public required string Route { get; set; }

    public required int? Status { get; set; }

    public required string Error { get; set; }
}
