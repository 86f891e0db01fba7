using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Core.Usage;

/// <summary>Streams that feed the same features and so are stored together: a day of a feature is replaced only when all that feeds it has been asked.</summary>
/// <param name="Streams">Names as in <see cref="StreamStatus"/>.</param>
/// <param name="Features">Names as in <see cref="UsageFeature"/>.</param>
/// <param name="Lookback">Days of the longest window of these features.</param>
public sealed record StreamGroup(StreamKind Kind, IReadOnlyList<string> Streams, IReadOnlyList<string> Features, int Lookback);

/// <summary>Which features what a vendor measures counts for, as the catalogue says.</summary>
public sealed class SignalMap
{
    public const string EvaluationReceived = "received";
    public const string EvaluationDone = "done";

    /// <summary>Changing one's own account is no administration.</summary>
    private const string Administration = "administration";

    private readonly Catalogue _catalogue;
    private readonly Dictionary<string, IReadOnlyList<string>> _conversations = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _done;

    public SignalMap(Catalogue catalogue)
    {
        _catalogue = catalogue;
        _done = [.. catalogue.Features.Where(f => f.Stream == StreamKind.Evaluations).Select(f => f.Key)];
        foreach (var feature in catalogue.Features.Where(f => f.Stream == StreamKind.Conversations))
        {
            foreach (var signal in feature.Media.Concat(feature.Metrics).Distinct())
            {
                _conversations[signal] = [.. _conversations.GetValueOrDefault(signal, []), feature.Key];
            }
        }

        FeatureNames = [.. catalogue.Features.Select(f => f.Key), UsageFeature.OtherMedia];
        Groups = [.. Single(StreamKind.Conversations, StreamStatus.Conversations, UsageFeature.OtherMedia), .. Single(StreamKind.Evaluations, StreamStatus.Evaluations), .. AuditGroups()];
    }

    public IReadOnlyList<string> FeatureNames { get; }

    public IReadOnlyList<StreamGroup> Groups { get; }

    /// <summary>Features of a medium or metric. A medium that no feature counts is <see cref="UsageFeature.OtherMedia"/>; a metric that none counts is nothing.</summary>
    public IReadOnlyList<string> OfConversation(string signal) =>
        _conversations.TryGetValue(signal, out var features) ? features : IsMetric(signal) ? [] : [UsageFeature.OtherMedia];

    public IReadOnlyList<string> OfEvaluation(string signal) => signal switch
    {
        EvaluationDone => _done,
        EvaluationReceived when _catalogue.QualityReceived == QualityReceived.Counts => _done,
        _ => [],
    };

    public IEnumerable<string> OfAudit(VendorAudit audit) => audit.Failed || audit.ActorId is null
        ? []
        : _catalogue.Features
            .Where(f => f.Stream == StreamKind.Audits && f.CountsAudit(audit.Service, audit.Entity, audit.Action) && !(f.Key == Administration && audit.TargetId == audit.ActorId))
            .Select(f => f.Key);

    /// <summary>Features that a stream of audits feeds.</summary>
    public IEnumerable<string> FeaturesOf(string stream) =>
        _catalogue.Features.Where(f => f.Audits.Any(a => AuditStream(a.Service) == stream)).Select(f => f.Key);

    /// <summary>The organization audits views of something that this service counts for.</summary>
    public bool AuditsViews(string service, VendorAuditMapping mapping) =>
        mapping.Services.TryGetValue(service, out var entities) && Matches(service).Any(match => entities.Any(entity =>
            (match.Entities.Contains("*") || match.Entities.Contains(entity.Key)) && entity.Value.Intersect(_catalogue.ViewActions).Any()));

    public static string AuditStream(string service) => StreamStatus.AuditPrefix + service;

    public static string ServiceOf(string stream) => stream[StreamStatus.AuditPrefix.Length..];

    private static bool IsMetric(string signal) => signal.Length > 1 && signal[0] is ('t' or 'n' or 'o') && char.IsAsciiLetterUpper(signal[1]);

    private IEnumerable<AuditMatch> Matches(string service) => _catalogue.Features.SelectMany(f => f.Audits).Where(match => match.Service == service);

    private IEnumerable<StreamGroup> Single(StreamKind kind, string stream, params string[] also)
    {
        var features = _catalogue.Features.Where(f => f.Stream == kind).ToList();
        return features.Count == 0 && also.Length == 0
            ? []
            : [new StreamGroup(kind, [stream], [.. features.Select(f => f.Key), .. also], features.Select(f => f.Lookback).DefaultIfEmpty(CatalogueCheck.MinLookback).Max())];
    }

    /// <summary>Services that share a feature, directly or through others, form one group.</summary>
    private IEnumerable<StreamGroup> AuditGroups()
    {
        var groups = new List<(HashSet<string> Services, List<FeatureDefinition> Features)>();
        foreach (var feature in _catalogue.Features.Where(f => f.Stream == StreamKind.Audits && f.Audits.Count > 0))
        {
            var services = feature.Audits.Select(a => a.Service).ToHashSet();
            var features = new List<FeatureDefinition>();
            foreach (var group in groups.Where(g => g.Services.Overlaps(services)).ToList())
            {
                groups.Remove(group);
                services.UnionWith(group.Services);
                features.AddRange(group.Features);
            }

            groups.Add((services, [.. features, feature]));
        }

        return groups.Select(g => new StreamGroup(
            StreamKind.Audits, [.. g.Services.Order(StringComparer.Ordinal).Select(AuditStream)], [.. g.Features.Select(f => f.Key)], g.Features.Max(f => f.Lookback)));
    }
}
