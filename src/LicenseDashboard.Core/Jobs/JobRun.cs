using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Jobs;

/// <summary>
/// One run of one job for one platform. A unique index on job, platform and due day covers scheduled runs; manual runs have no due day.
/// </summary>
public sealed class JobRun
{
    /// <summary>The <see cref="Instance"/> of a run that was requested but has not started.</summary>
    public static readonly Guid Nobody = Guid.Empty;

    public RunId Id { get; init; } = RunId.New();

    /// <summary><c>directory</c>, <c>usage</c>, <c>evaluate</c>, <c>verify</c>, <c>open-review</c>.</summary>
    public required string Job { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>The platform's local day a scheduled run is for; null for manual runs.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The run that triggered this one; evaluate refers to its import run.</summary>
    public Guid? Follows { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }

    public DateTime? EndedAt { get; set; }

    public RunStatus Status { get; set; }

    /// <summary>
    /// ID of the process start that executes the run. Distinguishes an interrupted run from one executed by another instance.
    /// </summary>
    public required Guid Instance { get; init; }

    /// <summary>UTC time of the last heartbeat.</summary>
    public required DateTime HeartbeatAt { get; set; }

    public string Step { get; set; } = "";

    public int StepsDone { get; set; }

    public int StepsTotal { get; set; }

    public string Summary { get; set; } = "";

    public string Failure { get; set; } = "";
}
