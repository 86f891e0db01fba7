namespace LicenseDashboard.Application.Jobs;

/// <summary>This start of the program: tells a run that was interrupted from one that another instance is doing.</summary>
public sealed class JobInstance
{
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>
    /// Without a sign of life for so long, a run counts as interrupted. A live one renews it every five seconds, even behind bulk writes.
    /// </summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(60);
}
