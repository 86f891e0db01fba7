using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Remediation;

/// <summary>
/// The execution of one approved recommendation: an outbox item with a lease. After a crash, the row shows where to continue. A worker's
/// transitions carry the lease they were claimed under and are refused once another worker holds it. Transitions that are not in the
/// diagram of the design are refused.
/// </summary>
public sealed partial class RemediationItem : IVersioned
{
    /// <summary>Shown to people as the reason why an item ended in favor of a leaver's item.</summary>
    public const string GaveWay = "The person has left, so the license is released instead.";

    private const int MaxError = 1000;

    private RemediationItem() { }

    public RemediationId Id { get; private init; } = RemediationId.New();

    /// <summary>Concurrency token, incremented with every saved change.</summary>
    public int Version { get; private set; } = 1;

    public required RecommendationId RecommendationId { get; init; }

    public required int PlatformKey { get; init; }

    public required int PersonKey { get; init; }

    public RemediationStatus Status { get; private set; }

    /// <summary>
    /// True for a person who has left: processed first without waiting, and ends other changes in progress for the person.
    /// </summary>
    public bool IsLeaver { get; private init; }

    public required RemediationPlan Plan { get; init; }

    /// <summary>Seat before the change, as SKU IDs joined by <c>+</c>; the goal of a restore.</summary>
    public required string SeatBefore { get; init; }

    public required string Target { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC time at which a worker should look at it next; null if there is nothing for a worker to do.</summary>
    public DateTime? DueAt { get; private set; }

    public Guid? Lease { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? LeaseUntil { get; private set; }

    /// <summary>Failures since it was planned or since a person requested a retry.</summary>
    public int Attempts { get; private set; }

    public GrantSnapshot? Snapshot { get; private set; }

    /// <summary>UTC; committed just before the first write or request is sent. From then on it can be restored but not undone.</summary>
    public DateTime? WrittenAt { get; private set; }

    /// <summary>
    /// UTC time at which the vendor acknowledged all writes of this direction, or the identity provider the request. The seat is then
    /// read back.
    /// </summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>
    /// The request to the identity provider, identical for every attempt; in the demo, the request that would have been sent. Null if
    /// there is none.
    /// </summary>
    public string? Request { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? VerifiedAt { get; private set; }

    /// <summary>UTC time at which it became verified, abandoned, cancelled or restored.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>True if no worker touches it: no plan, no write client, or requested from the identity provider.</summary>
    public bool Manual { get; private set; }

    /// <summary>True while restoring; the retry of a failed restore continues it.</summary>
    public bool Reversing { get; private set; }

    /// <summary>True if a person gave up and the grants are being restored.</summary>
    public bool GivingUp { get; private set; }

    /// <summary>True if it was restored after verification: the seat was needed after all.</summary>
    public bool Regret { get; private set; }

    /// <summary>Last failure or cancellation, shown to people; no personal data.</summary>
    public string Error { get; private set; } = "";

    public bool IsWritten => WrittenAt is not null;

    /// <summary>Why it can no longer be undone; null while it can.</summary>
    public Refusal? AlreadySent => IsWritten ? RemediationRefusals.AlreadyWritten(Status) : null;

    /// <summary>True until it has reached a final status.</summary>
    public bool IsOpen =>
        Status
            is not (RemediationStatus.Verified or RemediationStatus.Abandoned or RemediationStatus.Cancelled or RemediationStatus.Restored);

    /// <param name="claimableAt">UTC; the end of the time for undo.</param>
    public static RemediationItem Create(
        RecommendationId recommendation,
        int platformKey,
        int personKey,
        RemediationPlan plan,
        string seatBefore,
        string target,
        DateTime now,
        DateTime claimableAt,
        bool isLeaver = false
    ) =>
        new()
        {
            RecommendationId = recommendation,
            PlatformKey = platformKey,
            PersonKey = personKey,
            Plan = plan,
            SeatBefore = seatBefore,
            Target = target,
            CreatedAt = now,
            DueAt = claimableAt,
            Status = RemediationStatus.Planned,
            IsLeaver = isLeaver,
        };

    /// <summary>No plan or no write client: a person makes the change.</summary>
    public Outcome<RemediationStatus> HandOver()
    {
        if (Refused("handed over", Status == RemediationStatus.Planned && !IsWritten) is { } refused)
        {
            return refused;
        }

        Manual = true;
        return Move(RemediationStatus.HandedOver, dueAt: null);
    }

    /// <summary>Claims the item or takes it over. Refused while another lease is valid and before it is due.</summary>
    public Outcome<RemediationStatus> Claim(Guid lease, DateTime now, TimeSpan leaseFor)
    {
        var atWork = Status is RemediationStatus.Planned or RemediationStatus.Executing or RemediationStatus.Restoring;
        if (Refused("claimed", !Manual && (atWork || GivingUp)) is { } refused)
        {
            return refused;
        }

        if (LeaseUntil > now || !(DueAt <= now))
        {
            return RemediationRefusals.NotDue;
        }

        (Lease, LeaseUntil) = (lease, now + leaseFor);
        Status = Status == RemediationStatus.Planned ? RemediationStatus.Executing : Status;
        return Status;
    }

    /// <summary>
    /// Commit the result before writing or asking. The first call stores the snapshot and the request; later calls keep them.
    /// </summary>
    public Outcome<RemediationStatus> BeginWriting(Guid lease, GrantSnapshot snapshot, DateTime now, string? request = null)
    {
        if (Refused("written", Status == RemediationStatus.Executing, lease) is { } refused)
        {
            return refused;
        }

        (Snapshot, Request, WrittenAt) = (Snapshot ?? snapshot, Request ?? request, WrittenAt ?? now);
        return Status;
    }

    /// <summary>Everything is sent. Releases the lease so that it is not held while the vendor catches up.</summary>
    public Outcome<RemediationStatus> Sent(Guid lease, DateTime now, RemediationPace pace)
    {
        if (Refused("read back", Status is RemediationStatus.Executing or RemediationStatus.Restoring && IsWritten, lease) is { } refused)
        {
            return refused;
        }

        SentAt ??= now;
        return Move(Status, now + pace.Poll(now - SentAt.Value));
    }

    /// <summary>The seat has reached the target, confirmed by a worker's read-back or by an ingest after a manual change.</summary>
    public Outcome<RemediationStatus> Verify(Guid? lease, DateTime now)
    {
        var drawn = Manual ? Status == RemediationStatus.HandedOver : Status == RemediationStatus.Executing && IsWritten;
        if (Refused("verified", drawn, lease) is { } refused)
        {
            return refused;
        }

        VerifiedAt = now;
        return End(RemediationStatus.Verified, now);
    }

    /// <summary>Retries after a delay, up to the maximum. A failure while giving up waits for a person.</summary>
    public Outcome<RemediationStatus> Fail(Guid lease, string error, DateTime now, RemediationPace pace)
    {
        if (Refused("failed", Status is RemediationStatus.Executing or RemediationStatus.Restoring || GivingUp, lease) is { } refused)
        {
            return refused;
        }

        (Error, SentAt) = (Shortened(error), null);
        if (GivingUp)
        {
            GivingUp = false;
            return Move(Status, dueAt: null);
        }

        Attempts++;
        return Move(RemediationStatus.Failed, Attempts <= pace.Retries ? now + pace.BackOff(Attempts) : null);
    }

    /// <summary>
    /// The vendor can't be reached, which is no failure of the change: it costs no attempt and continues where it stands. What was sent
    /// is compared again before it is read back.
    /// </summary>
    public Outcome<RemediationStatus> Postpone(Guid lease, DateTime now, RemediationPace pace)
    {
        ArgumentNullException.ThrowIfNull(pace);
        var drawn = Status is RemediationStatus.Executing or RemediationStatus.Restoring || GivingUp;
        if (Refused("postponed", drawn, lease) is { } refused)
        {
            return refused;
        }

        SentAt = null;
        return Move(Status, now + pace.FirstBackOff);
    }

    /// <summary>Called by the worker after the delay, or by a person, which resets the count of attempts.</summary>
    public Outcome<RemediationStatus> Retry(bool byPerson, DateTime now)
    {
        if (Refused("retried", Status == RemediationStatus.Failed && !GivingUp) is { } refused)
        {
            return refused;
        }

        Attempts = byPerson ? 0 : Attempts;
        return Move(Reversing ? RemediationStatus.Restoring : RemediationStatus.Planned, now);
    }

    /// <summary>Undone or no longer valid. Refused once a write may have been sent.</summary>
    public Outcome<RemediationStatus> Cancel(string why, DateTime now)
    {
        var drawn = Status is RemediationStatus.Planned or RemediationStatus.HandedOver or RemediationStatus.Executing;
        if ((Refused("cancelled", drawn) ?? AlreadySent) is { } refused)
        {
            return refused;
        }

        Error = Shortened(why);
        return End(RemediationStatus.Cancelled, now);
    }

    private Refusal? Refused(string verb, bool drawn) => drawn ? null : RemediationRefusals.WrongState(Status, verb);

    /// <summary>For a worker's transitions; manual changes have no lease to lose.</summary>
    private Refusal? Refused(string verb, bool drawn, Guid? lease) =>
        Refused(verb, drawn) ?? (Manual || (Lease is not null && Lease == lease) ? null : RemediationRefusals.LeaseLost);

    /// <summary>Every transition releases the lease; only a claim acquires one.</summary>
    private Outcome<RemediationStatus> Move(RemediationStatus status, DateTime? dueAt)
    {
        (Status, DueAt, Lease, LeaseUntil) = (status, dueAt, null, null);
        return status;
    }

    private Outcome<RemediationStatus> End(RemediationStatus status, DateTime now)
    {
        (EndedAt, GivingUp) = (now, false);
        return Move(status, dueAt: null);
    }

    private static string Shortened(string text) => text.Length <= MaxError ? text : text[..MaxError];
}
