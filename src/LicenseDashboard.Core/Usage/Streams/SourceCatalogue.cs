using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Usage.Streams;

/// <summary>Every source of usage. A new one is its file, its line here and its test, beside what the connector reads for it.</summary>
public static class SourceCatalogue
{
    /// <summary>Presence first: it takes longest to read.</summary>
    public static IReadOnlyList<UsageSource> All { get; } =
    [new PresenceSource(), new ConversationSource(), new EvaluationSource(), new AuditSource(), new PlanningSource()];

    /// <summary>The source of a stream; null for one that no source owns any more.</summary>
    public static UsageSource? Of(string stream, IReadOnlyList<UsageSource>? sources = null) =>
        (sources ?? All).FirstOrDefault(source => source.Owns(stream));

    /// <summary>Features whose stream is no source of features, in words; none when all have one.</summary>
    public static IReadOnlyList<string> Contradictions(Catalogue catalogue, IReadOnlyList<UsageSource>? sources = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var feeding = (sources ?? All).Where(source => source is not PresenceSource && !source.IsStateOfNow);
        List<string> names = [.. feeding.Select(source => source.Name)];
        return
        [
            .. catalogue
                .Features.Where(feature => !names.Contains(feature.Stream))
                .Select(feature => $"Feature '{feature.Key}' can't come from '{feature.Stream}'; use one of {string.Join(", ", names)}."),
        ];
    }

    /// <summary>A stream for people; its own name when no source owns it.</summary>
    public static string Title(string stream) => Of(stream)?.Title(stream) ?? stream;
}
