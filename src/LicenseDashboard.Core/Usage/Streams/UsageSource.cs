using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Core.Usage.Streams;

/// <summary>
/// One source of usage and everything specific to it: its name, the features it feeds, what its rows count for, its retention and how far
/// it is complete. Ingest, evaluation, the last check before a write and the screens use it through <see cref="SourceCatalogue"/>.
/// </summary>
public abstract class UsageSource
{
    /// <summary>Maximum number of days per request to the vendor.</summary>
    private const int DaysAtOnce = 31;

    /// <summary>Stable, stored name: that of its stream (<see cref="StreamStatus"/>), which features of the catalogue refer to.</summary>
    public abstract string Name { get; }

    /// <summary>Name in progress, failures and audit entries: <c>Conversations</c>.</summary>
    public abstract string Heading { get; }

    /// <summary>Name of a row that is set aside and counted: <c>usage record</c>.</summary>
    public virtual string Row => "usage record";

    public virtual string Rows => "usage records";

    /// <summary>True for a state of now, which has no days, C or coverage.</summary>
    public virtual bool IsStateOfNow => false;

    /// <summary>True if part of the data is only returned when asking for one person.</summary>
    public virtual bool AsksByPerson => false;

    /// <summary>
    /// True if rows may name others than the listed people (clients, for example), so that an unknown name is not unusual.
    /// </summary>
    public virtual bool NamesOthers => false;

    public virtual int MostDays => DaysAtOnce;

    /// <summary>Days for which the vendor keeps data of this source; null if it has no specific limit.</summary>
    public virtual int? KeptDays => null;

    /// <summary>Keys it counts beside the features of the catalogue.</summary>
    public virtual IReadOnlyList<string> AlsoCounts => [];

    /// <summary>True if the stream belongs to this source.</summary>
    public virtual bool Owns(string stream) => stream == Name;

    /// <summary>Display name of a stream of this source.</summary>
    public virtual string Title(string stream) => Heading;

    /// <summary>Streams in which use of the feature shows; empty if the source doesn't feed it.</summary>
    public virtual IEnumerable<string> StreamsOf(FeatureDefinition feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return feature.Stream == Name ? [Name] : [];
    }

    public bool Feeds(FeatureDefinition feature) => StreamsOf(feature).Any();

    /// <summary>
    /// UTC time up to which it is complete, based on the two times reported by the vendor. By default the earlier of them.
    /// </summary>
    public virtual DateTime? Until(DateTime? conversations, DateTime? presence) =>
        conversations is { } c && presence is { } p ? (c < p ? c : p) : conversations ?? presence;

    /// <summary>True if the vendor's audit mapping decides whether there is anything to ask.</summary>
    public virtual bool NeedsMapping => false;

    /// <summary>False if the stream has no signal according to the vendor's mapping; it is not read then.</summary>
    public virtual bool IsListed(string stream, VendorAuditMapping mapping) => true;

    /// <summary>True if the organization audits views of what the stream counts.</summary>
    public virtual bool SeesViews(string stream, Catalogue catalogue, VendorAuditMapping mapping) => false;

    /// <summary>
    /// Reads the days of one stream, both ends included, and says what each row counts for. Rows that count for nothing may be omitted.
    /// </summary>
    public abstract IAsyncEnumerable<SeenUse> ReadAsync(IReadUsage vendor, UsageQuestion question, CancellationToken ct);
}

/// <param name="Stream">A stream of this source.</param>
/// <param name="From">Local day of <paramref name="Zone"/>.</param>
/// <param name="To">The last day.</param>
/// <param name="PersonId">
/// Restricts the question to one person; a vendor that can't do that answers for everybody. Null asks for everybody.
/// </param>
/// <param name="Planning">Planning if it was just read; null if the source has to read it.</param>
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
    /// <summary>The local day of a UTC instant.</summary>
    public DateOnly DayOf(DateTime instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(new DateTimeOffset(instant, TimeSpan.Zero), Zone).DateTime);
}

/// <summary>What one row says about a person on a local day.</summary>
/// <param name="Features">Keys it counts for: features of the catalogue, and <see cref="UsageSource.AlsoCounts"/>.</param>
public readonly record struct SeenUse(string PersonId, DateOnly Day, IReadOnlyList<string> Features, int Count, long Seconds);
