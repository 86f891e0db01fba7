using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Remediation;

/// <summary>Moves that take a change back: restored, given up, or ended because the person has left.</summary>
public sealed partial class RemediationItem
{
    /// <summary>It has changed something at the vendor, may have, or may have had it changed.</summary>
    public bool IsRestorable =>
        Status == RemediationStatus.Verified
        || IsRecallable
        || (IsWritten && !Reversing && !GivingUp && Status == RemediationStatus.Failed);

    /// <param name="manual">No write client: a person reverses it, and the ingest that sees the old seat ends it.</param>
    /// <param name="now">UTC.</param>
    public Outcome<RemediationStatus> Restore(bool manual, DateTime now)
    {
        if (IsRecallable)
        {
            return Recall("The seat is needed after all.", now);
        }

        var verified = Status == RemediationStatus.Verified;
        if (Refused("restored", IsRestorable) is { } refused)
        {
            return refused;
        }

        // What a person did by hand has no snapshot to put back, and what was asked for is the identity provider's to give back.
        Manual = manual || Snapshot is null || Plan.IsRequested;
        (Regret, Reversing, Attempts, SentAt, Error) = (verified, true, 0, null, "");
        return Move(RemediationStatus.Restoring, Manual ? null : now);
    }

    /// <summary>The seat is back where it was: read back by a worker, or seen by an ingest.</summary>
    public Outcome<RemediationStatus> CompleteRestore(Guid? lease, DateTime now) =>
        Refused("completed as restored", IsGoingBack, lease) is { } refused ? refused : End(RemediationStatus.Restored, now);

    /// <summary>Ends it at once when we wrote nothing; otherwise a worker puts the grants back first.</summary>
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
    /// The person has left and a leaver's item takes over: whatever this one did, or gives back, is part of what that one takes. Only while
    /// nobody works on it.
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
