using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Reclamation;

public enum LeaverStatus
{
    /// <summary>The last day is in the future.</summary>
    Scheduled,

    /// <summary>Waits for a worker, which picks it up immediately.</summary>
    Due,

    /// <summary>Held by the breaker or stopped by a guard; waits for a person.</summary>
    Held,

    /// <summary>Several accounts match; waits for a person.</summary>
    Ambiguous,

    /// <summary>No seat, so nothing to plan.</summary>
    WithoutSeat,

    /// <summary>The reclamation is planned or carried out.</summary>
    Planned,

    /// <summary>Came back after the reclamation was planned; a person may restore the seat.</summary>
    Returned,

    Restored,

    /// <summary>Ended without a change because a person dismissed it or the leaver came back in time.</summary>
    Dismissed,
}

public enum LeaverSource
{
    Scim,
    Roster,
}

/// <summary>A person whom HR or the identity provider reports as gone. Never created from inactivity or a manual guess.</summary>
public sealed class Leaver : IVersioned
{
    private Leaver() { }

    public LeaverId Id { get; private init; } = LeaverId.New();

    public int Version { get; private set; } = 1;

    /// <summary>Null if no platform knows the person.</summary>
    public int? PlatformKey { get; private init; }

    /// <summary>Null if no account is known, or several match and none has been chosen.</summary>
    public int? PersonKey { get; private set; }

    public int? IdentityKey { get; private init; }

    public LeaverSource Source { get; private init; }

    /// <summary>Actor that reported it.</summary>
    public string ReportedBy { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime ReportedAt { get; private init; }

    /// <summary>Local day; null if not given.</summary>
    public DateOnly? LastDay { get; private init; }

    public LeaverStatus Status { get; private set; }

    /// <summary>UTC time at which the breaker let it pass. Leavers released by a person are not counted.</summary>
    public DateTime? PassedAt { get; private set; }

    /// <summary>True if HR or the provider reported the person as back, so that a later report counts as new.</summary>
    public bool CameBack { get; private set; }

    public RecommendationId? RecommendationId { get; private set; }

    /// <summary>Why it has its status, without personal data.</summary>
    public string Note { get; private set; } = "";

    /// <summary>
    /// The person's name on the roster, kept while several accounts match so that an administrator can choose. Personal data; removed
    /// with the choice.
    /// </summary>
    public string? Said { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>True if a guard stopped a planned removal. The breaker holds leavers before anything is planned.</summary>
    public bool IsGuarded => Status == LeaverStatus.Held && RecommendationId is not null;

    /// <summary>True if it may still lead to a change, or has.</summary>
    public bool IsLive => Status is not (LeaverStatus.Dismissed or LeaverStatus.Restored or LeaverStatus.Returned);

    public static Leaver Report(LeaverReport report, DateTime now) =>
        new()
        {
            PlatformKey = report.PlatformKey,
            PersonKey = report.PersonKey,
            IdentityKey = report.IdentityKey,
            Source = report.Source,
            ReportedBy = report.By,
            ReportedAt = now,
            LastDay = report.LastDay,
            Said = report.Said,
            Status = report.Status,
            PassedAt = report.Status == LeaverStatus.Due ? now : null,
            ChangedAt = now,
        };

    /// <summary>The last day has come, or a seat was found for a leaver without one.</summary>
    public Outcome<LeaverStatus> Arrive(LeaverStatus status, DateTime now)
    {
        if (
            Status is not (LeaverStatus.Scheduled or LeaverStatus.WithoutSeat)
            || status is not (LeaverStatus.Due or LeaverStatus.Held or LeaverStatus.WithoutSeat)
            || status == Status
        )
        {
            return WrongState("begun");
        }

        (PassedAt, Note) = (status == LeaverStatus.Due ? now : null, "");
        return Move(status, now);
    }

    /// <summary>A person releases a held leaver.</summary>
    public Outcome<LeaverStatus> Release(DateTime now) =>
        Status == LeaverStatus.Held ? Move(LeaverStatus.Due, now) : WrongState("released");

    /// <summary>A person chose the account.</summary>
    public Outcome<LeaverStatus> Choose(int personKey, LeaverStatus status, DateTime now)
    {
        if (Status != LeaverStatus.Ambiguous)
        {
            return WrongState("matched");
        }

        PersonKey = personKey;
        return Move(status, now);
    }

    /// <summary>A person chose the account, and its removal is already under way.</summary>
    public Outcome<LeaverStatus> Settle(int personKey, string note, DateTime now)
    {
        if (Status != LeaverStatus.Ambiguous)
        {
            return WrongState("matched");
        }

        (PersonKey, Note) = (personKey, note);
        return Move(LeaverStatus.Dismissed, now);
    }

    /// <summary>A person decided that nothing is to be done.</summary>
    public Outcome<LeaverStatus> Dismiss(string note, DateTime now)
    {
        if (
            Status
            is not (LeaverStatus.Scheduled or LeaverStatus.Held or LeaverStatus.Ambiguous or LeaverStatus.Returned or LeaverStatus.Due)
        )
        {
            return WrongState("dismissed");
        }

        Note = note;
        return Move(LeaverStatus.Dismissed, now);
    }

    /// <summary>The reclamation is in the outbox.</summary>
    public Outcome<LeaverStatus> Plan(RecommendationId recommendation, DateTime now)
    {
        if (Status != LeaverStatus.Due)
        {
            return WrongState("planned");
        }

        RecommendationId = recommendation;
        return Move(LeaverStatus.Planned, now);
    }

    /// <summary>A guard stopped the removal before anything was written; a person must decide.</summary>
    public Outcome<LeaverStatus> Hold(string note, DateTime now)
    {
        if (Status != LeaverStatus.Planned)
        {
            return WrongState("held");
        }

        Note = note;
        return Move(LeaverStatus.Held, now);
    }

    /// <summary>A person gave up on the planned removal.</summary>
    public Outcome<LeaverStatus> GiveUp(string note, DateTime now)
    {
        if (Status != LeaverStatus.Planned)
        {
            return WrongState("given up");
        }

        Note = note;
        return Move(LeaverStatus.Dismissed, now);
    }

    /// <summary>No seat is held, so there is nothing to plan or, at the last check before the write, nothing left to remove.</summary>
    public Outcome<LeaverStatus> FindNothing(string note, DateTime now)
    {
        if (Status is not (LeaverStatus.Due or LeaverStatus.Planned))
        {
            return WrongState("ended");
        }

        Note = note;
        return Move(LeaverStatus.WithoutSeat, now);
    }

    /// <summary>The person is back. If nothing was planned, there is nothing to restore.</summary>
    public Outcome<LeaverStatus> Return(DateTime now)
    {
        if (!IsLive)
        {
            return WrongState("returned");
        }

        var planned = Status == LeaverStatus.Planned;
        CameBack = true;
        Note = planned ? "" : "Came back before anything was changed.";
        return Move(planned ? LeaverStatus.Returned : LeaverStatus.Dismissed, now);
    }

    /// <summary>
    /// A person restores the seat, whether or not HR or the provider reported a return. This ends the leaver; a later report creates a
    /// new one.
    /// </summary>
    public Outcome<LeaverStatus> Restore(DateTime now) =>
        Status is LeaverStatus.Returned or LeaverStatus.Planned ? Move(LeaverStatus.Restored, now) : WrongState("restored");

    private Refusal WrongState(string verb)
    {
        var status = Status == LeaverStatus.WithoutSeat ? "without a license" : LeaverWords.Of(Status);
        return new("wrong-state", $"This leaver is {status}, so it can't be {verb}.");
    }

    private LeaverStatus Move(LeaverStatus status, DateTime now)
    {
        (Status, Said, ChangedAt) = (status, null, now);
        return status;
    }
}

/// <summary>A report about a leaver and the status it begins with.</summary>
/// <param name="Said">Name on the roster when several accounts match.</param>
public sealed record LeaverReport(
    int? PlatformKey,
    int? PersonKey,
    int? IdentityKey,
    LeaverSource Source,
    string By,
    DateOnly? LastDay,
    LeaverStatus Status,
    string? Said = null
);

/// <summary>An account that may be meant by an ambiguous leaver.</summary>
public sealed class LeaverCandidate
{
    public required LeaverId LeaverId { get; init; }

    public required int PersonKey { get; init; }
}

public static class LeaverWords
{
    /// <summary>Spelling in the audit.</summary>
    public static string Of(LeaverStatus status) =>
        status == LeaverStatus.WithoutSeat ? "without a seat" : status.ToString().ToLowerInvariant();

    public static string Subject(LeaverId id) => $"leaver:{id.Value}";
}
