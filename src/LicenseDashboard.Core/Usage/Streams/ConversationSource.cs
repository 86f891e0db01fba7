using System.Runtime.CompilerServices;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Core.Usage.Streams;

/// <summary>Handled conversations by medium, and time spent monitoring, coaching or barging by metric.</summary>
internal sealed class ConversationSource : UsageSource
{
    public override string Name => StreamKind.Conversations;

    public override string Heading => "Conversations";

    public override IReadOnlyList<string> AlsoCounts => [UsageFeature.OtherMedia];

    /// <summary>
    /// Conversations are read as aggregates, which don't lag behind the availability that the presence route reports. If their own route
    /// is refused (it requires a permission to read every conversation), they end with presence.
    /// </summary>
    public override DateTime? Until(DateTime? conversations, DateTime? presence) => conversations ?? presence;

    /// <summary>
    /// Features of a medium or metric. A medium that no feature counts is <see cref="UsageFeature.OtherMedia"/>; a metric that none
    /// counts is ignored.
    /// </summary>
    public static IReadOnlyList<string> FeaturesOf(Catalogue catalogue, string signal)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentException.ThrowIfNullOrEmpty(signal);
        var features = catalogue
            .Features.Where(feature => feature.Stream == StreamKind.Conversations)
            .Where(feature => feature.Media.Contains(signal) || feature.Metrics.Contains(signal))
            .Select(feature => feature.Key)
            .ToList();
        return features.Count > 0 ? features
            : IsMetric(signal) ? []
            : [UsageFeature.OtherMedia];
    }

    public override async IAsyncEnumerable<SeenUse> ReadAsync(
        IReadUsage vendor,
        UsageQuestion question,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(question);
        var known = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        await foreach (var row in vendor.ConversationsAsync(question.From, question.To, question.Zone, question.Priority, ct))
        {
            if (!known.TryGetValue(row.Signal, out var features))
            {
                known[row.Signal] = features = FeaturesOf(question.Catalogue, row.Signal);
            }

            yield return new(row.PersonId, row.Day, features, row.Count, row.Seconds);
        }
    }

    private static bool IsMetric(string signal) =>
        signal.Length > 1 && signal[0] is ('t' or 'n' or 'o') && char.IsAsciiLetterUpper(signal[1]);
}
