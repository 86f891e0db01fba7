using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

/// <summary>
/// A finding with an identity and a lifecycle. Open and approved rows are live; a person has at most one live row. All transitions are
/// methods of this class, and transitions that are not in the diagram of the design are refused. Times are UTC.
/// </summary>
public sealed partial class Recommendation : IVersioned
{
    /// <summary>How many days a rejection or restore suppresses the same kind, unless another date is chosen.</summary>
    public const int SuppressedDays = 90;

    /// <summary>Maximum length of <see cref="LaneNote"/>.</summary>
    public const int MostNote = 500;

    private readonly List<Decision> _decisions = [];

    private Recommendation() { }

    public RecommendationId Id { get; private init; } = RecommendationId.New();

    /// <summary>
    /// Changes only with kind, target, lane, reason or status, so that a refresh of counts and money doesn't make a reader's version
    /// stale.
    /// </summary>
    public int Version { get; private set; } = 1;

    public required int PlatformKey { get; init; }
    public required int PersonKey { get; init; }

    public RecommendationKind Kind { get; private set; }

    public Lane Lane { get; private set; }

    public string LaneNote { get; private set; } = "";

    public RecommendationStatus Status { get; private set; }

    /// <summary>Why it was withdrawn; empty otherwise.</summary>
    public string StatusNote { get; private set; } = "";

    public string Held { get; private set; } = "";

    public string HeldBase { get; private set; } = "";
    public string Target { get; private set; } = "";

    public string Reason { get; private set; } = "";

    /// <summary>Per month, in millionths. A scalar because lists sort by it and a member of a complex property can't be indexed.</summary>
    public long ListSavingMicros { get; private set; }

    public string Currency { get; private set; } = "";

    public Money ListSaving => new(ListSavingMicros, Currency);

    public bool HasPlan { get; private set; }

    public string EvidenceHash { get; private set; } = "";

    public string VendorId { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string? Email { get; private set; }

    public int? ManagerKey { get; private set; }

    public string? ManagerName { get; private set; }

    public string? Division { get; private set; }

    public long Position { get; private set; }

    /// <summary>Name, mail, manager and division in lower case.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Platform's local day it was first raised on.</summary>
    public required DateOnly FoundOn { get; init; }

    public required DateTime RaisedAt { get; init; }

    /// <summary>Last change of status.</summary>
    public DateTime ChangedAt { get; private set; }

    public string? DecidedBy { get; private set; }

    public string? DecidedByName { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Platform's local day of the decision: a rejection can be undone on that day only.</summary>
    public DateOnly? DecidedOn { get; private set; }

    public string? Justification { get; private set; }

    /// <summary>First local day on which the same kind may be raised again after a rejection or restore.</summary>
    public DateOnly? SuppressedUntil { get; private set; }

    public IReadOnlyList<Decision> Decisions => _decisions;

    public IReadOnlyCollection<string> VersionedBy => [nameof(Kind), nameof(Target), nameof(Lane), nameof(Reason), nameof(Status)];

    public bool IsLive => Status is RecommendationStatus.Open or RecommendationStatus.Approved;

    public static Recommendation Raise(int platformKey, PersonLine person, Advice advice, DateOnly today, DateTime now)
    {
        var row = new Recommendation
        {
            PlatformKey = platformKey,
            PersonKey = person.PersonKey,
            FoundOn = today,
            RaisedAt = now,
            ChangedAt = now,
            Status = RecommendationStatus.Open,
        };
        row.Describe(person);
        row.Take(advice);
        return row;
    }

    public Outcome<RecommendationStatus> Approve(Viewer viewer, string? justification, DateOnly today, DateTime now)
    {
        if (RecommendationRefusals.Decision(this, viewer) is { } refused)
        {
            return refused;
        }

        Decide(DecisionKind.Approve, viewer, justification, null, today, now);
        return Move(RecommendationStatus.Approved, now);
    }

    public Outcome<RecommendationStatus> Reject(Viewer viewer, string justification, DateOnly? until, DateOnly today, DateTime now)
    {
        if (RecommendationRefusals.Decision(this, viewer) is { } refused)
        {
            return refused;
        }

        if (AskAgain.Problem(until, today) is { } wrong)
        {
            return wrong;
        }

        SuppressedUntil = until ?? today.AddDays(SuppressedDays);
        Decide(DecisionKind.Reject, viewer, justification, SuppressedUntil, today, now);
        return Move(RecommendationStatus.Rejected, now);
    }

    /// <summary>
    /// The remediation decides whether something was already written at the vendor: cancel it first, in the same transaction.
    /// </summary>
    public Outcome<RecommendationStatus> Undo(Viewer viewer, DateOnly today, DateTime now)
    {
        if (RecommendationRefusals.Undo(this, viewer, today) is { } refused)
        {
            return refused;
        }

        SuppressedUntil = null;
        Record(DecisionKind.Undo, viewer, null, null, now);
        return BackToOpen(Lane, LaneNote, now);
    }

    /// <summary>The evidence is gone, the person has left (also during a restore), or the approved change was restored.</summary>
    public Outcome<RecommendationStatus> Withdraw(string note, DateTime now)
    {
        if (!IsLive && Status != RecommendationStatus.Restoring)
        {
            return RecommendationRefusals.WrongState(Status, "withdrawn");
        }

        StatusNote = note;
        return Move(RecommendationStatus.Withdrawn, now);
    }

    /// <summary>An exemption now protects the person: the row is open again but not actionable.</summary>
    public Outcome<RecommendationStatus> Protect(string note, DateTime now)
    {
        if (!IsLive)
        {
            return RecommendationRefusals.WrongState(Status, "protected");
        }

        return BackToOpen(Lane.Protected, note, now);
    }

    /// <summary>The fresh check failed, or the change was given up. The row is open for review until the next evaluation.</summary>
    public Outcome<RecommendationStatus> Reopen(string note, DateTime now) =>
        Status == RecommendationStatus.Approved
            ? BackToOpen(Lane.Review, note, now)
            : RecommendationRefusals.WrongState(Status, "reopened");

    /// <summary>The change was confirmed by a read-back.</summary>
    public Outcome<RecommendationStatus> Complete(DateTime now) =>
        Status == RecommendationStatus.Approved
            ? Move(RecommendationStatus.Done, now)
            : RecommendationRefusals.WrongState(Status, "completed");

    /// <summary>
    /// The same evidence was found again. An open row takes over kind and target. An approved row was approved for what it said, so such
    /// a change is refused; the caller withdraws it and raises the new advice.
    /// </summary>
    public Outcome<RecommendationStatus> Refresh(Advice advice)
    {
        if (!IsLive)
        {
            return RecommendationRefusals.WrongState(Status, "refreshed");
        }

        if (Status == RecommendationStatus.Approved && !advice.SameAs(this))
        {
            return new Refusal("changed", "It was approved for another license.");
        }

        if (Status == RecommendationStatus.Approved && advice.Lane == Lane.Protected)
        {
            return new Refusal("protected", "An approved recommendation is protected by its pending change.");
        }

        Take(advice);
        return Status;
    }

    /// <summary>While a stream is late, nothing is withdrawn: the row stays and moves to review.</summary>
    public Outcome<RecommendationStatus> Doubt(string note)
    {
        if (!IsLive)
        {
            return RecommendationRefusals.WrongState(Status, "put under review");
        }

        if (Lane != Lane.Protected)
        {
            (Lane, LaneNote) = (Lane.Review, note);
        }

        return Status;
    }

    /// <summary>Updates the person's attributes from the directory.</summary>
    public void Describe(PersonLine person)
    {
        (VendorId, Name, Email) = (person.VendorId, person.Name, person.Email);
        (ManagerKey, ManagerName) = (person.ManagerKey, person.ManagerName);
        (Division, Position, SearchText) = (person.Division, person.Position, person.SearchText);
    }

    private void Take(Advice advice)
    {
        (Kind, Lane, LaneNote) = (advice.Kind, advice.Lane, advice.LaneNote);
        (Held, HeldBase, Target) = (advice.Held, advice.HeldBase, advice.Target);
        (Reason, ListSavingMicros, Currency) = (advice.Reason, advice.ListSaving.Micros, advice.ListSaving.Currency);
        (HasPlan, EvidenceHash) = (advice.HasPlan, advice.EvidenceHash);
    }

    private Outcome<RecommendationStatus> BackToOpen(Lane lane, string note, DateTime now)
    {
        (Lane, LaneNote) = (lane, note);
        (DecidedBy, DecidedByName, DecidedAt, DecidedOn, Justification) = (null, null, null, null, null);
        return Move(RecommendationStatus.Open, now);
    }

    private Outcome<RecommendationStatus> Move(RecommendationStatus status, DateTime now)
    {
        (Status, ChangedAt) = (status, now);
        return status;
    }

    private void Decide(DecisionKind kind, Viewer viewer, string? justification, DateOnly? until, DateOnly today, DateTime now)
    {
        (DecidedBy, DecidedByName, DecidedAt, DecidedOn, Justification) = (viewer.Actor, viewer.Name, now, today, justification);
        Record(kind, viewer, justification, until, now);
    }

    private void Record(DecisionKind kind, Viewer viewer, string? justification, DateOnly? until, DateTime now) =>
        _decisions.Add(
            new Decision
            {
                RecommendationId = Id,
                Kind = kind,
                By = viewer.Actor,
                ByName = viewer.Name,
                At = now,
                Justification = justification,
                Until = until,
            }
        );
}
