using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.History;

/// <summary>The audited (service, entity, action) pairs: those of the catalogue, with views only if the organization audits them.</summary>
internal sealed class AuditMapping
{
    private static readonly Dictionary<string, string[]> AnyEntity = new(StringComparer.Ordinal)
    {
        ["SpeechAndTextAnalytics"] = ["Topic", "Program", "DictionaryFeedback"],
        ["Architect"] = ["Flow", "Prompt", "Schedule"],
        ["Routing"] = ["Queue", "Skill", "WrapupCode"],
        ["Integrations"] = ["Integration", "Action"],
    };

    private static readonly string[] AnyAction = ["Create", "Update", "Delete", "Publish"];
    private readonly HashSet<string> _views;
    private readonly bool _viewsAudited;

    public AuditMapping(Catalogue catalogue, bool viewsAudited, IReadOnlyCollection<string> without, IEnumerable<AuditEntry> others)
    {
        _views = [.. catalogue.ViewActions];
        _viewsAudited = viewsAudited;
        var pairs = catalogue
            .AuditPairs.SelectMany(Expand)
            .Concat(others.Select(entry => (entry.Service, entry.Entity, entry.Action)))
            .Where(pair => !without.Contains(pair.Service) && (viewsAudited || !_views.Contains(pair.Action)));
        Services = pairs
            .GroupBy(pair => pair.Service)
            .OrderBy(service => service.Key, StringComparer.Ordinal)
            .ToDictionary(
                service => service.Key,
                service =>
                    service
                        .GroupBy(pair => pair.Entity)
                        .ToDictionary(
                            entity => entity.Key,
                            entity => (IReadOnlyList<string>)[.. entity.Select(pair => pair.Action).Distinct()]
                        )
            );
    }

    public IReadOnlyDictionary<string, Dictionary<string, IReadOnlyList<string>>> Services { get; }

    public bool Serves(AuditEntry entry) => Services.ContainsKey(entry.Service) && (_viewsAudited || !_views.Contains(entry.Action));

    private IEnumerable<(string Service, string Entity, string Action)> Expand(AuditPair pair)
    {
        var anyAction = pair.Actions.Contains("*");
        var actions = anyAction ? AnyAction.Concat(_views) : pair.Actions;
        var entities = pair.Entities.Contains("*") ? AnyEntity.GetValueOrDefault(pair.Service, ["Item"]) : pair.Entities;
        return entities.SelectMany(entity => actions.Select(action => (pair.Service, entity, action)));
    }
}
