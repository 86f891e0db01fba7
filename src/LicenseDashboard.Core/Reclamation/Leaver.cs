using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Reclamation;

public enum LeaverStatus
{
    /// <summary>The last day lies ahead.</summary>
    Scheduled,

    /// <summary>Waits for a worker, which takes it at once.</summary>
    Due,

    /// <summary>The breaker is open, or a guard stopped the removal: waits for a person.</summary>
    Held,

    /// <summary>More than one account fits: waits for a person.</summary>
    Ambiguous,

    /// <summary>Nothing to plan.</summary>
    WithoutSeat,

    /// <summary>The reclamation is planned or carried out.</summary>
    Planned,

    /// <summary>Came back after the reclamation was planned: a person may restore.</summary>
    Returned,

    Restored,

    /// <summary>Ended without a change: a person said so, or they came back in time.</summary>
    Dismissed,
}

public enum LeaverSource
{
    Scim,
    Roster,
}

/// <summary>
/// Somebody of whom HR or the identity provider says that they have gone. Never by a person's guess and never by inactivity.
/// </summary>
public sealed class Leaver : IVersioned
{
    private Leaver() { }

    public LeaverId Id { get; private init; } = LeaverId.New();

    public int Version { get; private set; } = 1;

    /// <summary>Null where no platform knows them.</summary>
    public int? PlatformKey { get; private init; }

    /// <summary>Null where no account is known, or several are and nobody has chosen.</summary>
    public int? PersonKey { get; private set; }

    public int? IdentityKey { get; private init; }

    public LeaverSource Source { get; private init; }

    /// <summary>Actor of the report.</summary>
    public string ReportedBy { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime ReportedAt { get; private init; }

    /// <summary>Local day; null: none was said.</summary>
    public DateOnly? LastDay { get; private init; }

    public LeaverStatus Status { get; private set; }

    /// <summary>UTC; when the breaker let it pass. What a person released is not counted.</summary>
    public DateTime? PassedAt { get; private set; }

    /// <summary>HR or the provider has said that they are back, so the same word later is a new one.</summary>
    public bool CameBack { get; private set; }

    public RecommendationId? RecommendationId { get; private set; }

    /// <summary>Why it stands where it stands, without personal data.</summary>
    public string Note { get; private set; } = "";

    /// <summary>
    /// While several accounts fit: how the roster names the person, for who chooses among them. Personal data, so it goes with the choice.
    /// </summary>
    public string? Said { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>A guard stopped what was planned; the breaker holds before anything is planned.</summary>
    public bool IsGuarded => Status == LeaverStatus.Held && RecommendationId is not null;

    /// <summary>Live: it may still lead to a change, or has.</summary>
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

    /// <summary>The last day has come, or a seat where there was none.</summary>
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

    /// <summary>A person lets a held one pass.</summary>
    public Outcome<LeaverStatus> Release(DateTime now) =>
        Status == LeaverStatus.Held ? Move(LeaverStatus.Due, now) : WrongState("released");

    /// <summary>A person says which account is meant.</summary>
    public Outcome<LeaverStatus> Choose(int personKey, LeaverStatus status, DateTime now)
    {
        if (Status != LeaverStatus.Ambiguous)
        {
            return WrongState("matched");
        }

        PersonKey = personKey;
        return Move(status, now);
    }

    /// <summary>A person says which account is meant, and what was to be done for it is being done already.</summary>
    public Outcome<LeaverStatus> Settle(int personKey, string note, DateTime now)
    {
        if (Status != LeaverStatus.Ambiguous)
        {
            return WrongState("matched");
        }

        (PersonKey, Note) = (personKey, note);
        return Move(LeaverStatus.Dismissed, now);
    }

    /// <summary>A person says that nothing is to be done.</summary>
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

    /// <summary>The reclamation stands in the outbox.</summary>
    public Outcome<LeaverStatus> Plan(RecommendationId recommendation, DateTime now)
    {
        if (Status != LeaverStatus.Due)
        {
            return WrongState("planned");
        }

        RecommendationId = recommendation;
        return Move(LeaverStatus.Planned, now);
    }

    /// <summary>A guard stopped the removal before anything was written: a person decides.</summary>
    public Outcome<LeaverStatus> Hold(string note, DateTime now)
    {
        if (Status != LeaverStatus.Planned)
        {
            return WrongState("held");
        }

        Note = note;
        return Move(LeaverStatus.Held, now);
    }

    /// <summary>What was planned was given up by a person.</summary>
    public Outcome<LeaverStatus> GiveUp(string note, DateTime now)
    {
        if (Status != LeaverStatus.Planned)
        {
            return WrongState("given up");
        }

        Note = note;
        return Move(LeaverStatus.Dismissed, now);
    }

    /// <summary>Nothing is held, so nothing is planned or, at the last look before the write, nothing is left to take.</summary>
    public Outcome<LeaverStatus> FindNothing(string note, DateTime now)
    {
        if (Status is not (LeaverStatus.Due or LeaverStatus.Planned))
        {
            return WrongState("ended");
        }

        Note = note;
        return Move(LeaverStatus.WithoutSeat, now);
    }

    /// <summary>They are back. Where nothing was planned there is nothing to restore.</summary>
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

    /// <summary>A person gives the seat back, whether or not HR or the provider has said that they are back. It ends this leaving; the
    /// next one is heard.</summary>
    public Outcome<LeaverStatus> Restore(DateTime now) =>
        Status is LeaverStatus.Returned or LeaverStatus.Planned ? Move(LeaverStatus.Restored, now) : WrongState("restored");

    private Refusal WrongState(string verb) => new("wrong-state", $"This leaver is {LeaverWords.Of(Status)}, so it can't be {verb}.");

    private LeaverStatus Move(LeaverStatus status, DateTime now)
    {
        (Status, Said, ChangedAt) = (status, null, now);
        return status;
    }
}

/// <summary>What was said, and where it begins.</summary>
/// <param name="Said">How a person is named whom several accounts fit.</param>
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

/// <summary>An account that fits an ambiguous leaver.</summary>
public sealed class LeaverCandidate
{
    public required LeaverId LeaverId { get; init; }

    public required int PersonKey { get; init; }
}

public static class LeaverWords
{
    /// <summary>As audit and screens spell it.</summary>
    public static string Of(LeaverStatus status) =>
        status == LeaverStatus.WithoutSeat ? "without a seat" : status.ToString().ToLowerInvariant();

    public static string Subject(LeaverId id) => $"leaver:{id.Value}";
}
