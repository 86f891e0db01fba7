namespace LicenseDashboard.Core.Remediation;

public enum RemediationStatus
{
    Planned,

    /// <summary>A person makes the change at the vendor; the ingest that sees the target verifies it.</summary>
    HandedOver,
    Executing,

    /// <summary>Confirmed by the vendor's data, not merely by the response to our call.</summary>
    Verified,
    Failed,
    Abandoned,
    Cancelled,
    Restoring,
    Restored,

    /// <summary>
    /// Sent to the identity provider and recalled; it is unknown whether anything was done. A person asks the provider: if nothing was
    /// done, it is cancelled. If an import saw the target and a later one sees the old seat, it is restored.
    /// </summary>
    Recalled,
}

/// <summary>Timing of remediation, from configuration.</summary>
public sealed record RemediationPace
{
    /// <summary>Time between an approval and the first claim in which it can be undone.</summary>
    public TimeSpan Undo { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a claim lasts unless renewed.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the seat is read back before the change counts as failed.</summary>
    public TimeSpan ReadBack { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>First delay between two reads; doubles up to <see cref="LongestPoll"/>.</summary>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>First delay after a failure; doubles up to <see cref="LongestBackOff"/>.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Automatic retries.</summary>
    public int Retries { get; init; } = 5;

    public TimeSpan BackOff(int attempt) => Doubling(FirstBackOff, LongestBackOff, attempt);

    public TimeSpan Poll(TimeSpan sinceSent)
    {
        // Waiting as long as has already passed doubles the delay without a counter.
        var next = sinceSent < FirstPoll ? FirstPoll : sinceSent;
        return next > LongestPoll ? LongestPoll : next;
    }

    private static TimeSpan Doubling(TimeSpan first, TimeSpan longest, int attempt)
    {
        var wait = first * Math.Pow(2, Math.Clamp(attempt - 1, 0, 16));
        return wait > longest ? longest : wait;
    }
}
