namespace LicenseDashboard.Core.Shared;

/// <summary>How a job or an import stands.</summary>
public enum RunStatus
{
    Running,
    Succeeded,
    Failed,
    Cancelled,

    /// <summary>The process ended before the run did; the next run goes on from what is stored.</summary>
    Interrupted,
}
