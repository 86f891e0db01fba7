namespace LicenseDashboard.Core.Remediation;

public enum RemediationStatus
{
    Planned,

    /// <summary>A person does it at the vendor; the ingest that sees the target verifies it.</summary>
    HandedOver,
    Executing,

    /// <summary>The vendor says so, not merely that our call returned.</summary>
    Verified,
    Failed,
    Abandoned,
    Cancelled,
    Restoring,
    Restored,

    /// <summary>
    /// Sent to the identity provider and called back: nobody knows yet whether anything was done. A person tells the provider; that
    /// nothing was done cancels it, and an import that saw the target and a later one that sees the old seat restore it.
    /// </summary>
    Recalled,
}

/// <summary>How long things take. Read by the machine, set by configuration.</summary>
public sealed record RemediationPace
{
    /// <summary>Between an approval and the first claim: the time for undo.</summary>
    public TimeSpan Undo { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a claim holds unless it is renewed.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the seat is read back before the change counts as failed.</summary>
    public TimeSpan ReadBack { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>First wait between two looks; each further one doubles, up to <see cref="LongestPoll"/>.</summary>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>First wait after a failure; each further one doubles, up to <see cref="LongestBackOff"/>.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Retries without a person.</summary>
    public int Retries { get; init; } = 5;

    public TimeSpan BackOff(int attempt) => Doubling(FirstBackOff, LongestBackOff, attempt);

    public TimeSpan Poll(TimeSpan sinceSent)
    {
        // Waiting as long as has passed already doubles the gap without keeping a counter.
        var next = sinceSent < FirstPoll ? FirstPoll : sinceSent;
        return next > LongestPoll ? LongestPoll : next;
    }

    private static TimeSpan Doubling(TimeSpan first, TimeSpan longest, int attempt)
    {
        var wait = first * Math.Pow(2, Math.Clamp(attempt - 1, 0, 16));
        return wait > longest ? longest : wait;
    }
}
