namespace LicenseDashboard.Core.Usage;

/// <summary>
/// What the people of a division show. A client without a grant there gets an incomplete answer instead of an error, so silence of many
/// licensed people doesn't prove that no one worked. Windows end at C: later activity covers no earlier day.
/// </summary>
public sealed record DivisionFacts
{
    /// <summary>Divisions with at least this many licensed people are tested, because they can't all be away.</summary>
    public const int TestedFrom = 5;

    /// <summary>Display name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Active people who hold a base license.</summary>
    public required int LicensedPeople { get; init; }

    /// <summary>Days on which any of them was present (not OFFLINE).</summary>
    public PresentDays Present { get; init; }

    /// <summary>Last day on which anybody was ON_QUEUE. May be after C and never moves back, which errs toward "not covered".</summary>
    public DateOnly? LastOnQueueOn { get; init; }

    /// <summary>Last day up to C of conversations on which anybody handled, monitored, coached or barged anything, in any medium.</summary>
    public DateOnly? LastHandledOn { get; init; }

    /// <summary>
    /// Last day up to today on which any licensed person showed presence, a handled interaction, a login or an issued token.
    /// </summary>
    public DateOnly? LastSignOn { get; init; }

    /// <summary>Day on which an administrator marked the division as idle: it is closed, so silence is expected.</summary>
    public DateOnly? MarkedIdleOn { get; init; }

    /// <summary>Why nothing is known about a silent division.</summary>
    public string SilentWords =>
        $"no one {(Name.Length == 0 ? "without a division" : $"in {Name}")} had any activity: closed, or not visible to the read client";

    /// <summary>
    /// Presence is not covered if none of the licensed people was present on any of these days and the division is not marked as idle.
    /// </summary>
    public bool HidesPresence(DateOnly from, DateOnly to) => IsTested && Present.Count(from, to) == 0 && !IsIdle(from);

    /// <summary>Conversations are not covered if presence isn't, or if someone was on queue and no one handled anything.</summary>
    /// <param name="presenceTo">Last day with known presence, if that is earlier.</param>
    public bool HidesConversations(DateOnly from, DateOnly presenceTo) =>
        HidesPresence(from, presenceTo) || (IsTested && LastOnQueueOn >= from && !(LastHandledOn >= from));

    /// <summary>None of the licensed people showed activity from that day until today.</summary>
    public bool IsSilent(DateOnly from) => !(LastSignOn >= from);

    /// <summary>Marked as idle and silent. Any activity in the window or since the mark invalidates the mark.</summary>
    public bool IsIdle(DateOnly from) => MarkedIdleOn is { } marked && IsSilent(from) && IsSilent(marked);

    private bool IsTested => LicensedPeople >= TestedFrom;
}
