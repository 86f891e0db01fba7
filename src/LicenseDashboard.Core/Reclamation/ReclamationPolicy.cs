using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Reclamation;

public enum ReclamationMode
{
    /// <summary>A person approves each seat.</summary>
    Approval,

    /// <summary>The policy approves at the end of grace within its daily limit, after a whole cycle was shown as a dry run.</summary>
    Automatic,
}

/// <summary>The settings of a policy.</summary>
/// <param name="Days">Days of inactivity.</param>
/// <param name="GraceDays">Days between notice and due date.</param>
/// <param name="DailyLimit">Maximum seats per day of an automatic run; a run that finds more takes none and asks.</param>
/// <param name="By">Who makes the change at the vendor; also applies to leavers.</param>
public sealed record ReclamationTerms(
    int Days,
    int GraceDays,
    ReclamationMode Mode,
    int DailyLimit,
    SeatAction Action,
    bool EndSessions,
    ReleasedBy By = ReleasedBy.Program
)
{
    public const int MinDays = 7;
    public const int MaxDays = 365;
    public const int MaxGraceDays = 90;
    public const int MaxDailyLimit = 10_000;

    public static ReclamationTerms Default { get; } = new(45, 7, ReclamationMode.Approval, 25, SeatAction.RemoveRoles, EndSessions: false);

    public SeatRelease Release => new(Action, EndSessions, By);

    /// <summary>Null if the terms are valid; otherwise the wrong field and the fix.</summary>
    public Refusal? Check() =>
        this switch
        {
            { Days: < MinDays or > MaxDays } => Refusal.Invalid($"days must be between {MinDays} and {MaxDays}; it is {Days}.", "days"),
            { GraceDays: < 1 or > MaxGraceDays } => Refusal.Invalid(
                $"graceDays must be between 1 and {MaxGraceDays}; it is {GraceDays}.",
                "graceDays"
            ),
            { DailyLimit: < 1 or > MaxDailyLimit } => Refusal.Invalid(
                $"dailyLimit must be between 1 and {MaxDailyLimit}; it is {DailyLimit}.",
                "dailyLimit"
            ),
            _ when !Enum.IsDefined(Mode) => Refusal.Invalid("mode must be approval or automatic."),
            _ when !Enum.IsDefined(Action) => Refusal.Invalid("action must be removeRoles, setInactive or both."),
            _ when !Enum.IsDefined(By) => Refusal.Invalid("by must be program or identityProvider."),
            _ => null,
        };
}

/// <summary>How seats are reclaimed on a platform or in one of its divisions. Defaults apply if there is no row.</summary>
public sealed class ReclamationPolicy : IVersioned
{
    /// <summary><see cref="DivisionKey"/> of the policy for the whole platform.</summary>
    public const int WholePlatform = 0;

    private ReclamationPolicy() { }

    public int Key { get; init; }

    /// <summary>Changes with every saved change.</summary>
    public int Version { get; private set; } = 1;

    public required int PlatformKey { get; init; }

    /// <summary>0 for the whole platform, except divisions with a policy of their own.</summary>
    public required int DivisionKey { get; init; }

    public int Days { get; private set; }

    public int GraceDays { get; private set; }

    public ReclamationMode Mode { get; private set; }

    public int DailyLimit { get; private set; }

    public SeatAction Action { get; private set; }

    public bool EndSessions { get; private set; }

    public ReleasedBy By { get; private set; }

    /// <summary>Local day of the last change to its automatic behavior; a dry-run cycle starts here.</summary>
    public DateOnly? AutomaticSince { get; private set; }

    /// <summary>Local day on which a run had shown a whole cycle; it may act from the next day.</summary>
    public DateOnly? CycleShownOn { get; private set; }

    /// <summary>Seats the last dry run would have taken.</summary>
    public int DryRunSeats { get; private set; }

    /// <summary>Local day on which a run exceeded the limit and stopped; null if nothing waits for an answer.</summary>
    public DateOnly? StoppedOn { get; private set; }

    /// <summary>Number of seats due at that time.</summary>
    public int StoppedSeats { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>The actor; lists show the name that the audit knows.</summary>
    public string ChangedBy { get; private set; } = "";

    public ReclamationTerms Terms => new(Days, GraceDays, Mode, DailyLimit, Action, EndSessions, By);

    public bool IsDryRun => Mode == ReclamationMode.Automatic && CycleShownOn is null;

    /// <summary>The terms must have been checked.</summary>
    public static ReclamationPolicy Create(
        int platformKey,
        int divisionKey,
        ReclamationTerms terms,
        Viewer by,
        DateOnly today,
        DateTime now
    )
    {
        var policy = new ReclamationPolicy { PlatformKey = platformKey, DivisionKey = divisionKey };
        policy.Take(terms, by, today, now);
        return policy;
    }

    public Outcome<ReclamationTerms> Change(ReclamationTerms terms, Viewer by, DateOnly today, DateTime now)
    {
        if (terms.Check() is { } wrong)
        {
            return wrong;
        }

        Take(terms, by, today, now);
        return terms;
    }

    /// <summary>
    /// What a run may do automatically when this many seats are due, and records the result. Seats taken today count against the limit.
    /// </summary>
    public AutomaticRun Run(int due, int takenToday, DateOnly today)
    {
        if (Mode != ReclamationMode.Automatic)
        {
            return AutomaticRun.None;
        }

        if (CycleShownOn is not { } shown || today <= shown)
        {
            // A cycle is complete once everything found on its first day has reached its due day in a run.
            DryRunSeats = due;
            CycleShownOn = today >= ReclamationCalendar.DueOn(AutomaticSince!.Value, GraceDays) ? today : CycleShownOn;
            return AutomaticRun.Dry;
        }

        var tooMany = due > 0 && due + takenToday > DailyLimit;
        (StoppedOn, StoppedSeats) = (tooMany ? today : null, tooMany ? due : 0);
        return tooMany ? AutomaticRun.Stopped
            : due == 0 ? AutomaticRun.None
            : AutomaticRun.Take;
    }

    /// <summary>An administrator has reviewed a stopped run.</summary>
    public Outcome<int> Answer(int seen)
    {
        if (StoppedOn is null)
        {
            return new Refusal("wrong-state", "No automatic run is waiting for a decision here.");
        }

        if (seen != StoppedSeats)
        {
            return Refusal.Stale($"{StoppedSeats} licenses are now due, not {seen}. Review the list again.");
        }

        (StoppedOn, StoppedSeats) = (null, 0);
        return seen;
    }

    /// <summary>Changes to automatic behavior restart the dry-run cycle; changes to the limit don't.</summary>
    private void Take(ReclamationTerms terms, Viewer by, DateOnly today, DateTime now)
    {
        var automatic = terms.Mode == ReclamationMode.Automatic;
        if (!automatic)
        {
            (AutomaticSince, CycleShownOn, DryRunSeats) = (null, null, 0);
        }
        else if (AutomaticSince is null || Terms with { DailyLimit = 0 } != terms with { DailyLimit = 0 })
        {
            (AutomaticSince, CycleShownOn, DryRunSeats) = (today, null, 0);
        }

        (Days, GraceDays, Mode, DailyLimit, Action, EndSessions, By) = (
            terms.Days,
            terms.GraceDays,
            terms.Mode,
            terms.DailyLimit,
            terms.Action,
            terms.EndSessions,
            terms.By
        );
        (StoppedOn, StoppedSeats, ChangedBy, ChangedAt) = (null, 0, by.Actor, now);
    }
}

public enum AutomaticRun
{
    /// <summary>Nothing to do automatically.</summary>
    None,

    /// <summary>Shows what it would have done.</summary>
    Dry,

    /// <summary>More seats than the limit: takes none and asks.</summary>
    Stopped,
    Take,
}

/// <summary>The policies of one platform, by division.</summary>
public sealed class ReclamationPolicies(IEnumerable<ReclamationPolicy> policies)
{
    private readonly Dictionary<int, ReclamationPolicy> _byDivision = policies.ToDictionary(policy => policy.DivisionKey);

    /// <summary>The division's policy, otherwise the platform's; null if the defaults apply.</summary>
    public ReclamationPolicy? Find(int? divisionKey) =>
        divisionKey is { } key && _byDivision.TryGetValue(key, out var own)
            ? own
            : _byDivision.GetValueOrDefault(ReclamationPolicy.WholePlatform);

    public ReclamationTerms TermsOf(int? divisionKey) => Find(divisionKey)?.Terms ?? ReclamationTerms.Default;
}
