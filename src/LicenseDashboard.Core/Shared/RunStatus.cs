namespace LicenseDashboard.Core.Shared;

/// <summary>The status of a job or import.</summary>
public enum RunStatus
{
    Running,
    Succeeded,
    Failed,
    Cancelled,

    /// <summary>The process ended before the run did; the next run continues from what is stored.</summary>
    Interrupted,
}
