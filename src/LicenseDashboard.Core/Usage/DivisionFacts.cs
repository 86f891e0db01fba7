namespace LicenseDashboard.Core.Usage;

/// <summary>
/// What the people of a division show. A client without a grant there gets a short answer, not an error, so the silence of many
/// licensed people is no proof that nobody worked. "In the window" ends at C: what was seen after it covers no day before.
/// </summary>
public sealed record DivisionFacts
{
    /// <summary>From so many licensed people on a division is tested: too many for all of them to be away.</summary>
    public const int TestedFrom = 5;

    /// <summary>As people read it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Active people who hold a base.</summary>
    public required int LicensedPeople { get; init; }

    /// <summary>Days on which any of those was present (not OFFLINE).</summary>
    public PresentDays Present { get; init; }

    /// <summary>
    /// Last day on which anybody there was ON_QUEUE. May lie after C and never steps back, which errs toward "not covered".
    /// </summary>
    public DateOnly? LastOnQueueOn { get; init; }

    /// <summary>
    /// Last day up to C of conversations on which anybody there handled, monitored, coached or barged anything, in any medium,
    /// catalogued or not.
    /// </summary>
    public DateOnly? LastHandledOn { get; init; }

    /// <summary>
    /// Last day up to today on which any of the licensed people showed presence, a handled interaction, a login or an issued token.
    /// </summary>
    public DateOnly? LastSignOn { get; init; }

    /// <summary>Day on which an administrator said that the division is idle: closed, and so rightly silent.</summary>
    public DateOnly? MarkedIdleOn { get; init; }

    /// <summary>Why nothing is known of a silent division.</summary>
    public string SilentWords =>
        $"no one {(Name.Length == 0 ? "without a division" : $"in {Name}")} was seen by any signal: closed, or not visible to this client";

    /// <summary>
    /// Presence is not covered there: none of the licensed people was present on any of these days, and nobody has said that this
    /// is right.
    /// </summary>
    public bool HidesPresence(DateOnly from, DateOnly to) => IsTested && Present.Count(from, to) == 0 && !IsIdle(from);

    /// <summary>Conversations are not covered there: presence isn't, or somebody waited on queue and nobody handled anything.</summary>
    /// <param name="presenceTo">The last of the days of which presence is known, if that is earlier.</param>
    public bool HidesConversations(DateOnly from, DateOnly presenceTo) =>
        HidesPresence(from, presenceTo) || (IsTested && LastOnQueueOn >= from && !(LastHandledOn >= from));

    /// <summary>None of the licensed people showed any sign from that day until today.</summary>
    public bool IsSilent(DateOnly from) => !(LastSignOn >= from);

    /// <summary>Marked as idle, and silent: one sign in the window, or since the mark was set, and the mark counts for nothing.</summary>
    public bool IsIdle(DateOnly from) => MarkedIdleOn is { } marked && IsSilent(from) && IsSilent(marked);

    private bool IsTested => LicensedPeople >= TestedFrom;
}
