using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Jobs;

/// <summary>
/// One run of one job for one platform. A scheduled run is unique by job, platform and due day, by an index; run-now has no due day.
/// </summary>
public sealed class JobRun
{
    /// <summary>The <see cref="Instance"/> of a run that was ordered and has not started.</summary>
    public static readonly Guid Nobody = Guid.Empty;

    public RunId Id { get; init; } = RunId.New();

    /// <summary><c>directory</c>, <c>usage</c>, <c>evaluate</c>, <c>verify</c>, <c>open-review</c>.</summary>
    public required string Job { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>Platform's local day a scheduled run is for; null for run-now.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The run this one follows: evaluate is keyed by the import run.</summary>
    public Guid? Follows { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }

    public DateTime? EndedAt { get; set; }

    public RunStatus Status { get; set; }

    /// <summary>Which start of the program runs it: tells a run that was interrupted from one that another instance is doing.</summary>
    public required Guid Instance { get; init; }

    /// <summary>UTC; renewed while it runs, so that others see it is alive.</summary>
    public required DateTime HeartbeatAt { get; set; }

    public string Step { get; set; } = "";

    public int StepsDone { get; set; }

    public int StepsTotal { get; set; }

    public string Summary { get; set; } = "";

    public string Failure { get; set; } = "";
}
