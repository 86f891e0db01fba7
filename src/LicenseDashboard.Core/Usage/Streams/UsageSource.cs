using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Core.Usage.Streams;

/// <summary>
/// One source of usage, and the only place that knows it: what it is called, which features it feeds, what its rows count for, how long the
/// vendor keeps it and how far it is complete.
/// Ingest, evaluation, the last check before a write and the screens all go through <see cref="SourceCatalogue"/>.
/// </summary>
public abstract class UsageSource
{
    /// <summary>Most days in one question to the vendor.</summary>
    private const int DaysAtOnce = 31;

    /// <summary>
    /// Stable, stored: the name of its stream (<see cref="StreamStatus"/>), and what a feature of the catalogue names as its stream.
    /// </summary>
    public abstract string Name { get; }

    /// <summary>In progress, failures and audit entries: <c>Conversations</c>.</summary>
    public abstract string Heading { get; }

    /// <summary>One row as it is counted when it is set aside: <c>usage record</c>.</summary>
    public virtual string Row => "usage record";

    public virtual string Rows => "usage records";

    /// <summary>A state of now: it has no days, no C and no coverage.</summary>
    public virtual bool IsStateOfNow => false;

    /// <summary>Part of the answer comes only to a question about one person.</summary>
    public virtual bool AsksByPerson => false;

    /// <summary>Rows may name others than the people listed (clients act, too), so that one is nothing odd.</summary>
    public virtual bool NamesOthers => false;

    public virtual int MostDays => DaysAtOnce;

    /// <summary>Days of history that the vendor keeps of this source, whatever it keeps of others; null: no limit of its own.</summary>
    public virtual int? KeptDays => null;

    /// <summary>Keys of usage that it counts beside the features of the catalogue.</summary>
    public virtual IReadOnlyList<string> AlsoCounts => [];

    /// <summary>Whether a stream is one of this source.</summary>
    public virtual bool Owns(string stream) => stream == Name;

    /// <summary>A stream of this source, for people.</summary>
    public virtual string Title(string stream) => Heading;

    /// <summary>Streams that use of the feature shows in; none when the source doesn't feed it.</summary>
    public virtual IEnumerable<string> StreamsOf(FeatureDefinition feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return feature.Stream == Name ? [Name] : [];
    }

    public bool Feeds(FeatureDefinition feature) => StreamsOf(feature).Any();

    /// <summary>
    /// UTC instant up to which it is complete, from what the vendor says of the two that have a say of their own. Others end at the
    /// earlier of these.
    /// </summary>
    public virtual DateTime? Until(DateTime? conversations, DateTime? presence) =>
        conversations is { } c && presence is { } p ? (c < p ? c : p) : conversations ?? presence;

    /// <summary>What the vendor audits decides whether there is anything to ask.</summary>
    public virtual bool NeedsMapping => false;

    /// <summary>False: by the vendor's mapping the stream has no signal here, and is not asked.</summary>
    public virtual bool IsListed(string stream, VendorAuditMapping mapping) => true;

    /// <summary>The organization records views of what the stream counts.</summary>
    public virtual bool SeesViews(string stream, Catalogue catalogue, VendorAuditMapping mapping) => false;

    /// <summary>
    /// Asks the vendor for the days of one stream, both included, and says what each row counts for. Rows that count for nothing may be
    /// left out.
    /// </summary>
    public abstract IAsyncEnumerable<SeenUse> ReadAsync(IReadUsage vendor, UsageQuestion question, CancellationToken ct);
}

/// <param name="Stream">One of the source asked.</param>
/// <param name="From">Local day of <paramref name="Zone"/>.</param>
/// <param name="To">The last day.</param>
/// <param name="PersonId">Only this person is asked about; a vendor that answers for everybody at once answers for everybody. Null:
/// everybody.</param>
/// <param name="Planning">Who is planned, where it was asked a moment ago; null: the source asks.</param>
public sealed record UsageQuestion(
    Catalogue Catalogue,
    string Stream,
    DateOnly From,
    DateOnly To,
    TimeZoneInfo Zone,
    RequestPriority Priority,
    string? PersonId = null,
    VendorPlanning? Planning = null
)
{
    /// <summary>The local day a UTC instant falls on.</summary>
    public DateOnly DayOf(DateTime instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(new DateTimeOffset(instant, TimeSpan.Zero), Zone).DateTime);
}

/// <summary>What one row of the vendor says of one person on one local day.</summary>
/// <param name="Features">Keys of what it counts for: features of the catalogue, and <see cref="UsageSource.AlsoCounts"/>.</param>
public readonly record struct SeenUse(string PersonId, DateOnly Day, IReadOnlyList<string> Features, int Count, long Seconds);
