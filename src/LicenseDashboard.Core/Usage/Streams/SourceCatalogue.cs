using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Usage.Streams;

/// <summary>All sources of usage. A new source needs its file, a line here, a test, and what the connector reads for it.</summary>
public static class SourceCatalogue
{
    /// <summary>Presence first because it takes longest to read.</summary>
    public static IReadOnlyList<UsageSource> All { get; } =
    [new PresenceSource(), new ConversationSource(), new EvaluationSource(), new AuditSource(), new PlanningSource()];

    /// <summary>The source of a stream; null if no source owns it any longer.</summary>
    public static UsageSource? Of(string stream, IReadOnlyList<UsageSource>? sources = null) =>
        (sources ?? All).FirstOrDefault(source => source.Owns(stream));

    /// <summary>Features whose stream is not a source of features, in words; empty if there are none.</summary>
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

    /// <summary>Display name of a stream; its own name if no source owns it.</summary>
    public static string Title(string stream) => Of(stream)?.Title(stream) ?? stream;
}
