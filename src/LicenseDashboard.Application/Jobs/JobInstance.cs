namespace LicenseDashboard.Application.Jobs;

/// <summary>This process start. Distinguishes an interrupted run from one executed by another instance.</summary>
public sealed class JobInstance
{
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>
    /// Without a heartbeat for this long, a run counts as interrupted. A live run renews it every five seconds, even during bulk writes.
    /// </summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(60);
}
