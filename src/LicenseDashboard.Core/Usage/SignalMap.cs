using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Usage;

/// <summary>
/// Streams that feed the same features and are therefore stored together: a day of a feature is replaced only once all of them have been
/// read.
/// </summary>
/// <param name="Sources">Sources of its streams, without duplicates.</param>
/// <param name="Streams">Names as in <see cref="StreamStatus"/>.</param>
/// <param name="Features">Names as in <see cref="UsageFeature"/>; none for presence.</param>
/// <param name="Lookback">Longest window of these features in days.</param>
public sealed record StreamGroup(
    IReadOnlyList<UsageSource> Sources,
    IReadOnlyList<string> Streams,
    IReadOnlyList<string> Features,
    int Lookback
)
{
    /// <summary><c>Conversations</c>; the names of all sources if there are several.</summary>
    public string Heading => string.Join(" and ", Sources.Select(source => source.Heading));

    /// <summary>Title for progress; audits include their service.</summary>
    public string Title => Sources is [AuditSource] ? $"{Heading} of {FeatureWords.Of(Features)}" : Heading;

    /// <summary>True if stored as sessions of people instead of days of features.</summary>
    public bool IsPresence => Sources is [PresenceSource];

    /// <summary>All rules depend on conversations and presence.</summary>
    public bool IsFundamental => Sources.Any(source => source is ConversationSource or PresenceSource);

    public int MostDays => Sources.Min(source => source.MostDays);

    /// <summary>Days for which the vendor keeps all of it; null if there is no specific limit.</summary>
    public int? KeptDays => Sources.Min(source => source.KeptDays);

    /// <summary>UTC time up to which all of it is complete.</summary>
    public DateTime? Until(DateTime? conversations, DateTime? presence)
    {
        var ends = Sources.Select(source => source.Until(conversations, presence)).ToList();
        return ends.Contains(null) ? null : ends.Min();
    }
}

/// <summary>How the sources of usage feed the features of a catalogue.</summary>
public sealed class SignalMap
{
    public SignalMap(Catalogue catalogue, IReadOnlyList<UsageSource>? sources = null)
    {
        Catalogue = catalogue;
        Sources = sources ?? SourceCatalogue.All;
        if (SourceCatalogue.Contradictions(catalogue, Sources) is { Count: > 0 } contradictions)
        {
            throw new ArgumentException(string.Join(" ", contradictions), nameof(catalogue));
        }

        FeatureNames = [.. catalogue.Features.Select(f => f.Key), .. Sources.SelectMany(source => source.AlsoCounts)];
        Groups = [.. Connected()];
        Presence = new StreamGroup([.. Sources.OfType<PresenceSource>()], [StreamStatus.Presence], [], Groups.Max(group => group.Lookback));
    }

    public Catalogue Catalogue { get; }

    public IReadOnlyList<UsageSource> Sources { get; }

    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>All groups with days of features, in the order of the sources.</summary>
    public IReadOnlyList<StreamGroup> Groups { get; }

    public StreamGroup Presence { get; }

    /// <summary>The source that owns a stream.</summary>
    public UsageSource SourceOf(string stream) =>
        SourceCatalogue.Of(stream, Sources) ?? throw new ArgumentException($"No source of usage owns the stream {stream}.", nameof(stream));

    /// <summary>All streams in which use of the feature shows, including states of now.</summary>
    public IEnumerable<string> StreamsOf(FeatureDefinition feature) => Sources.SelectMany(source => source.StreamsOf(feature));

    /// <summary>Features for which use seen in a stream counts.</summary>
    public IEnumerable<string> FeaturesOf(string stream) =>
        Catalogue.Features.Where(feature => DayStreamsOf(feature).Contains(stream)).Select(feature => feature.Key);

    /// <summary>The streams with days, and therefore with a C and coverage.</summary>
    public IEnumerable<string> DayStreamsOf(FeatureDefinition feature) =>
        Sources.Where(source => !source.IsStateOfNow).SelectMany(source => source.StreamsOf(feature));

    /// <summary>
    /// Streams that share a feature, directly or indirectly, form a group, as does what a source counts beside the features.
    /// </summary>
    private IEnumerable<StreamGroup> Connected()
    {
        var groups = new List<(HashSet<string> Streams, List<string> Features, int Lookback)>();
        foreach (var feature in Catalogue.Features)
        {
            Join([.. DayStreamsOf(feature)], [feature.Key], feature.Lookback);
        }

        foreach (var source in Sources.Where(source => source.AlsoCounts.Count > 0))
        {
            Join([source.Name], source.AlsoCounts, CatalogueCheck.MinLookback);
        }

        return groups
            .Select(group => new StreamGroup(
                [.. Sources.Where(source => group.Streams.Any(source.Owns))],
                [.. group.Streams.Order(StringComparer.Ordinal)],
                group.Features,
                group.Lookback
            ))
            .OrderBy(group => Sources.TakeWhile(source => source != group.Sources[0]).Count());

        void Join(HashSet<string> streams, IEnumerable<string> features, int lookback)
        {
            if (streams.Count == 0)
            {
                return;
            }

            var (joined, longest) = (new List<string>(), lookback);
            foreach (var group in groups.Where(group => group.Streams.Overlaps(streams)).ToList())
            {
                groups.Remove(group);
                streams.UnionWith(group.Streams);
                joined.AddRange(group.Features);
                longest = Math.Max(longest, group.Lookback);
            }

            groups.Add((streams, [.. joined, .. features], longest));
        }
    }
}
