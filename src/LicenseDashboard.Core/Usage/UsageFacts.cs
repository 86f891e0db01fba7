namespace LicenseDashboard.Core.Usage;

/// <summary>A feature of the catalogue in the facts of one platform.</summary>
public sealed class UsageFeature
{
    /// <summary>
    /// Not a feature of the catalogue: conversations in media that no feature counts, stored because they prove that a division's data
    /// arrives.
    /// </summary>
    public const string OtherMedia = "other-media";

    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>Catalogue key: <c>voice</c>.</summary>
    public required string Name { get; init; }
}

/// <summary>The use of one feature by one person on one local day. Count is at least 1.</summary>
public sealed class UsageDay
{
    /// <summary><see cref="FactDay"/>.</summary>
    public required int Day { get; init; }

    public required int PersonKey { get; init; }

    public required int FeatureKey { get; init; }

    public required int Count { get; init; }

    public required int Seconds { get; init; }
}

/// <summary>Rollup of <see cref="UsageDay"/>, written in the same transaction as the facts.</summary>
public sealed class FeatureUse
{
    public required int PersonKey { get; init; }

    public required int FeatureKey { get; init; }

    /// <summary><see cref="FactDay"/>.</summary>
    public required int LastUsedOn { get; init; }

    /// <summary><see cref="FactDay"/>.</summary>
    public required int FirstUsedOn { get; init; }
}

/// <summary>Rollup of <see cref="PresenceSession"/> per person, written in the same transaction.</summary>
public sealed class PersonDays
{
    public required int PersonKey { get; init; }

    /// <summary>The day of the highest bit, <see cref="FactDay"/>; bit n from the top is n days earlier.</summary>
    public required int LastDay { get; init; }

    /// <summary>Days present, bits 0–63 back from <see cref="LastDay"/>; bit 0 is that day.</summary>
    public required long Recent { get; init; }

    /// <summary>Days 64–127 back.</summary>
    public required long Earlier { get; init; }

    /// <summary>First day present in all stored history, <see cref="FactDay"/>.</summary>
    public required int FirstPresentOn { get; init; }

    /// <summary>Last day with an ON_QUEUE stretch, <see cref="FactDay"/>; null when none was seen.</summary>
    public int? LastOnQueueOn { get; init; }
}

/// <summary>
/// A stretch of presence that the vendor returned without an end. It lasts to the start of the person's next stretch, or to the end of
/// the data. The vendor may return it only for the day on which it began, so it is stored and continued from pull to pull.
/// </summary>
public sealed class OpenStretch
{
    public required int PersonKey { get; init; }

    /// <summary>Epoch seconds UTC.</summary>
    public required long Start { get; init; }

    /// <summary>
    /// As in <c>PresenceKind</c>. OFFLINE stretches are kept if nothing before them is known: an older stretch that arrives later ends
    /// there.
    /// </summary>
    public required int Kind { get; init; }

    /// <summary>Epoch seconds UTC, exclusive: the start of the person's next stretch; null if unknown.</summary>
    public long? End { get; init; }
}

/// <summary>One stretch that is not OFFLINE, merged per person at ingest. Instants are epoch seconds UTC; the end is exclusive.</summary>
public sealed class PresenceSession
{
    public required long Start { get; init; }

    public required int PersonKey { get; init; }

    public required long End { get; init; }

    /// <summary>Seconds AWAY or IDLE at its end.</summary>
    public required int IdleTail { get; init; }
}
