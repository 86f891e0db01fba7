using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Remediation;

/// <summary>
/// The carrying out of one approved recommendation: an outbox item with a lease. Whatever dies in between, the row says where to go on.
/// Moves of a worker carry the lease they were claimed under and are refused once another holds it. Every move that the design's diagram
/// doesn't draw is refused aloud.
/// </summary>
public sealed partial class RemediationItem : IVersioned
{
    /// <summary>Why an item ended in favor of the leaver's, in words for people.</summary>
    public const string GaveWay = "The person has left; freeing the seat took over.";

    private const int MaxError = 1000;

    private RemediationItem() { }

    public RemediationId Id { get; private init; } = RemediationId.New();

    /// <summary>Concurrency token; every saved change raises it.</summary>
    public int Version { get; private set; } = 1;

    public required RecommendationId RecommendationId { get; init; }

    public required int PlatformKey { get; init; }

    public required int PersonKey { get; init; }

    public RemediationStatus Status { get; private set; }

    /// <summary>Somebody who has left: goes first, waits for nothing, and ends what was under way for the same person.</summary>
    public bool IsLeaver { get; private init; }

    public required RemediationPlan Plan { get; init; }

    /// <summary>Held before, as SKU ids joined by <c>+</c>: what a restore leads back to.</summary>
    public required string SeatBefore { get; init; }

    public required string Target { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; when a worker should look next. Null: nothing to do for a worker.</summary>
    public DateTime? DueAt { get; private set; }

    public Guid? Lease { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? LeaseUntil { get; private set; }

    /// <summary>Failures since it was planned, or since a person asked for a retry.</summary>
    public int Attempts { get; private set; }

    public GrantSnapshot? Snapshot { get; private set; }

    /// <summary>UTC; committed just before the first write, or request, is sent. From here on it can be restored, not undone.</summary>
    public DateTime? WrittenAt { get; private set; }

    /// <summary>
    /// UTC; the vendor acknowledged every write of this direction, or the identity provider the request, and the seat is being read back.
    /// </summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>
    /// What the identity provider is asked, word for word as every try sends it; in the demo, what it would have been asked. Null where
    /// nothing is asked.
    /// </summary>
    public string? Request { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? VerifiedAt { get; private set; }

    /// <summary>UTC; when it came to verified, abandoned, cancelled or restored.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>No worker touches it: no plan, no write client, or the identity provider was asked.</summary>
    public bool Manual { get; private set; }

    /// <summary>Going back: a retry of a failed restore goes on restoring.</summary>
    public bool Reversing { get; private set; }

    /// <summary>A person gave up on it; the grants are being put back.</summary>
    public bool GivingUp { get; private set; }

    /// <summary>Restored after it had been verified: the seat was needed after all.</summary>
    public bool Regret { get; private set; }

    /// <summary>Of the last failure or cancellation, for people; no personal data.</summary>
    public string Error { get; private set; } = "";

    public bool IsWritten => WrittenAt is not null;

    /// <summary>Why it can't be undone any more; null while it can.</summary>
    public Refusal? AlreadySent => IsWritten ? RemediationRefusals.AlreadyWritten(Status) : null;

    /// <summary>Not yet at an end that needs no more looking after.</summary>
    public bool IsOpen =>
        Status
            is not (RemediationStatus.Verified or RemediationStatus.Abandoned or RemediationStatus.Cancelled or RemediationStatus.Restored);

    /// <param name="claimableAt">UTC; later than now by the time for undo.</param>
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

    /// <summary>No plan, or no write client: somebody does it by hand.</summary>
    public Outcome<RemediationStatus> HandOver()
    {
        if (Refused("handed over", Status == RemediationStatus.Planned && !IsWritten) is { } refused)
        {
            return refused;
        }

        Manual = true;
        return Move(RemediationStatus.HandedOver, dueAt: null);
    }

    /// <summary>Takes or takes over the work. Loses to a lease that still holds, and before it is due.</summary>
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
    /// Commit this, then write or ask. The first time keeps the snapshot and the request; a later one finds them there and leaves them.
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

    /// <summary>Everything is sent: lets the lease go, so that nothing is held while the vendor catches up.</summary>
    public Outcome<RemediationStatus> Sent(Guid lease, DateTime now, RemediationPace pace)
    {
        if (Refused("read back", Status is RemediationStatus.Executing or RemediationStatus.Restoring && IsWritten, lease) is { } refused)
        {
            return refused;
        }

        SentAt ??= now;
        return Move(Status, now + pace.Poll(now - SentAt.Value));
    }

    /// <summary>The seat is at the target: a worker read it back, or an ingest saw what a person did.</summary>
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

    /// <summary>A failure that is not the last is tried again after a wait; one while giving up waits for a person.</summary>
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

    /// <summary>By the worker when its wait has passed, or by a person, for whom the count of retries begins anew.</summary>
    public Outcome<RemediationStatus> Retry(bool byPerson, DateTime now)
    {
        if (Refused("retried", Status == RemediationStatus.Failed && !GivingUp) is { } refused)
        {
            return refused;
        }

        Attempts = byPerson ? 0 : Attempts;
        return Move(Reversing ? RemediationStatus.Restoring : RemediationStatus.Planned, now);
    }

    /// <summary>Undone, or it no longer holds. Refused from the moment a write may have been sent.</summary>
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

    /// <summary>For moves of a worker; what is done by hand has no lease to lose.</summary>
    private Refusal? Refused(string verb, bool drawn, Guid? lease) =>
        Refused(verb, drawn) ?? (Manual || (Lease is not null && Lease == lease) ? null : RemediationRefusals.LeaseLost);

    /// <summary>Every move lets the lease go; only a claim takes one.</summary>
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
