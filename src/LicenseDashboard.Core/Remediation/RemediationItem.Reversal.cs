using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Remediation;

/// <summary>Transitions that take a change back: restored, given up, or ended because the person has left.</summary>
public sealed partial class RemediationItem
{
    /// <summary>True if it has changed something at the vendor, may have, or may have had it changed.</summary>
    public bool IsRestorable =>
        Status == RemediationStatus.Verified
        || IsRecallable
        || (IsWritten && !Reversing && !GivingUp && Status == RemediationStatus.Failed);

    /// <param name="manual">No write client: a person reverses it, and the ingest that sees the old seat completes it.</param>
    /// <param name="now">UTC.</param>
    public Outcome<RemediationStatus> Restore(bool manual, DateTime now)
    {
        if (IsRecallable)
        {
            return Recall("The license is needed after all.", now);
        }

        var verified = Status == RemediationStatus.Verified;
        if (Refused("restored", IsRestorable) is { } refused)
        {
            return refused;
        }

        // A manual change has no snapshot to restore, and a requested change must be reversed by the identity provider.
        Manual = manual || Snapshot is null || Plan.IsRequested;
        (Regret, Reversing, Attempts, SentAt, Error) = (verified, true, 0, null, "");
        return Move(RemediationStatus.Restoring, Manual ? null : now);
    }

    /// <summary>The seat is restored, confirmed by a worker's read-back or by an ingest.</summary>
    public Outcome<RemediationStatus> CompleteRestore(Guid? lease, DateTime now) =>
        Refused("completed as restored", IsGoingBack, lease) is { } refused ? refused : End(RemediationStatus.Restored, now);

    /// <summary>Ends it immediately if nothing was written; otherwise a worker restores the grants first.</summary>
    public Outcome<RemediationStatus> GiveUp(DateTime now)
    {
        if (Refused("given up", Status == RemediationStatus.Failed && !GivingUp) is { } refused)
        {
            return refused;
        }

        if (Reversing)
        {
            return RemediationRefusals.GivesBack;
        }

        if (!IsWritten || Plan.IsRequested)
        {
            return End(RemediationStatus.Abandoned, now);
        }

        GivingUp = true;
        return Move(Status, now);
    }

    public Outcome<RemediationStatus> Abandon(Guid lease, DateTime now) =>
        Refused("abandoned", GivingUp, lease) is { } refused ? refused : End(RemediationStatus.Abandoned, now);

    /// <summary>
    /// The person has left and the leaver's item takes over, including whatever this item changed or restored. Refused while a worker
    /// holds it.
    /// </summary>
    public Outcome<RemediationStatus> GiveWay(DateTime now)
    {
        var ends = IsOpen && (!IsLeaver || Reversing || GivingUp || Status == RemediationStatus.Recalled);
        if ((Refused("ended for a leaver", ends) ?? (LeaseUntil > now ? RemediationRefusals.Held : null)) is { } refused)
        {
            return refused;
        }

        Error = GaveWay;
        return End(RemediationStatus.Abandoned, now);
    }
}
