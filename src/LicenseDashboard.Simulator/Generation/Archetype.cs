namespace LicenseDashboard.Simulator.Generation;

internal enum Rhythm
{
    Steady,

    /// <summary>The post is refilled at intervals: one person leaves, the next is hired.</summary>
    Turnover,

    /// <summary>96 days of leave in every 240.</summary>
    Leave,

    /// <summary>Works in the weeks around every second New Year.</summary>
    WinterEven,

    /// <summary>Works in the other years.</summary>
    WinterOdd,

    /// <summary>Signs in for an hour every second week.</summary>
    Rare,
}

/// <summary>A kind of work: its roles and what is really done. Counts are per working day.</summary>
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

    /// <summary>Calls colleagues directly, which is not work from a queue.</summary>
    public bool CallsDirectly { get; init; }

    /// <summary>An additional role in an organization with one tier, where an agent role can't imply too much.</summary>
    public string? SingleTierRole { get; init; }

    /// <summary>A license assigned manually, in addition to those implied by roles.</summary>
    public string? LicenseByHand { get; init; }

    /// <summary>Name of a numbered functional account instead of a person's name.</summary>
    public string? AccountName { get; init; }

    /// <summary>True if all roles after the first are granted through a group.</summary>
    public bool ByGroup { get; init; }
}
