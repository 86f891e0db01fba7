namespace LicenseDashboard.Simulator.Generation;

internal enum Rhythm
{
    Steady,

    /// <summary>The post changes hands every so many days: one person leaves, the next is hired.</summary>
    Turnover,

    /// <summary>96 days of leave in every 240.</summary>
    Leave,

    /// <summary>Works in the weeks around every second New Year.</summary>
    WinterEven,

    /// <summary>The other years.</summary>
    WinterOdd,

    /// <summary>Signs in for an hour every second week.</summary>
    Rare,
}

/// <summary>A kind of work: the roles given for it and what is really done. Counts are per working day.</summary>
internal sealed record Archetype(string Title, params string[] Roles)
{
    public Rhythm Rhythm { get; init; }

    /// <summary>For <see cref="Rhythm.Turnover"/>.</summary>
    public int TurnoverDays { get; init; } = 400;

    public int Voice { get; init; }

    public int Digital { get; init; }

    public bool Planned { get; init; }

    public bool Evaluated { get; init; }

    public bool Monitors { get; init; }

    public bool PlansSchedules { get; init; }

    public bool Evaluates { get; init; }

    public bool ReadsTopics { get; init; }

    public bool Reports { get; init; }

    public bool Configures { get; init; }

    /// <summary>Calls a colleague by phone, which is no work from a queue.</summary>
    public bool CallsDirectly { get; init; }

    /// <summary>A role given on top in an organization of one tier, where an agent role can't bring too much by itself.</summary>
    public string? SingleTierRole { get; init; }

    /// <summary>A license that somebody assigned by hand, beside those that follow from roles.</summary>
    public string? LicenseByHand { get; init; }

    /// <summary>An account named for its purpose and numbered, instead of for a person.</summary>
    public string? AccountName { get; init; }

    /// <summary>Gets the roles after the first through a group instead of in person.</summary>
    public bool ByGroup { get; init; }
}
