using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Remediation;

/// <summary>
/// Transitions of changes that are not made by a worker: handed over to a person, requested from the identity provider, and recalled.
/// </summary>
public sealed partial class RemediationItem
{
    /// <summary>UTC time at which the request to the identity provider was recalled; null if it was not.</summary>
    public DateTime? RecalledAt { get; private set; }

    /// <summary>
    /// UTC time at which an import first showed the target of a recalled request, which means the provider had made the change.
    /// </summary>
    public DateTime? TargetSeenAt { get; private set; }

    /// <summary>True if the request may have reached the identity provider and no import has seen the result.</summary>
    public bool IsRecallable =>
        IsWritten && Plan.IsRequested && !Reversing && Status is RemediationStatus.HandedOver or RemediationStatus.Failed;

    private bool IsGoingBack => Status == RemediationStatus.Restoring || (Status == RemediationStatus.Recalled && TargetSeenAt is not null);

    /// <summary>
    /// The identity provider has accepted the request, or (in the demo) it is only stored. The ingest that sees the target verifies it.
    /// </summary>
    /// <param name="sentAt">UTC; null if nothing was sent.</param>
    public Outcome<RemediationStatus> HandOver(Guid lease, GrantSnapshot snapshot, string request, DateTime? sentAt)
    {
        var drawn = Status == RemediationStatus.Executing && Plan.IsRequested && IsWritten == sentAt.HasValue;
        if (Refused("handed over", drawn, lease) is { } refused)
        {
            return refused;
        }

        (Snapshot, Request, Manual, SentAt, Error) = (Snapshot ?? snapshot, Request ?? request, true, sentAt, "");
        return Move(RemediationStatus.HandedOver, dueAt: null);
    }

    /// <summary>The last check found something that our writes can't remove. A person makes the change; nothing was written.</summary>
    /// <param name="why">Shown to people; no personal data.</param>
    public Outcome<RemediationStatus> HandOver(Guid lease, GrantSnapshot snapshot, string why)
    {
        if (Refused("handed over", Status == RemediationStatus.Executing && !IsWritten, lease) is { } refused)
        {
            return refused;
        }

        (Snapshot, Manual, Error) = (Snapshot ?? snapshot, true, Shortened(why));
        return Move(RemediationStatus.HandedOver, dueAt: null);
    }

    /// <summary>
    /// Undone, needed after all, or no longer valid. The request may or may not have been carried out; only an import or a person can
    /// tell.
    /// </summary>
    /// <param name="why">Shown to people; no personal data.</param>
    /// <param name="now">UTC.</param>
    public Outcome<RemediationStatus> Recall(string why, DateTime now)
    {
        if (Refused("recalled", IsRecallable) is { } refused)
        {
            return refused;
        }

        (RecalledAt, Manual, Attempts, Error) = (now, true, 0, Shortened(why));
        return Move(RemediationStatus.Recalled, dueAt: null);
    }

    /// <summary>An import shows the target: the provider had made the change, and the seat has to be given back.</summary>
    public Outcome<RemediationStatus> SeeTarget(DateTime now)
    {
        if (Refused("seen at its target", Status == RemediationStatus.Recalled) is { } refused)
        {
            return refused;
        }

        (TargetSeenAt, Reversing) = (TargetSeenAt ?? now, true);
        return Status;
    }

    /// <summary>A person or the provider confirms that nothing was done. Refused once an import has seen the change.</summary>
    public Outcome<RemediationStatus> ConfirmNothingDone(DateTime now)
    {
        if (Refused("confirmed as not done", Status == RemediationStatus.Recalled) is { } refused)
        {
            return refused;
        }

        return TargetSeenAt is null
            ? End(RemediationStatus.Cancelled, now)
            : new Refusal("was-done", "An import shows that the license was removed. Restore it at the identity provider.");
    }
}
