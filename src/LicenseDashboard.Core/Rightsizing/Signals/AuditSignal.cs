using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>
/// The audit log. Weak if the organization doesn't audit views, if its mapping lacks a service, or if the feature says so. No signal if
/// every service is missing from the mapping or refused.
/// </summary>
internal sealed class AuditSignal(AuditSource source) : ISignal
{
    private const string Any = "*";

    public UsageSource Source => source;

    public Sight See(FeatureDefinition feature, OrganizationFacts organization)
    {
        if (organization.AuditMapping is not { } mapping)
        {
            return new(
                feature.AlwaysWeak ? SignalStrength.Weak : SignalStrength.Strong,
                [new StreamFacts()],
                [.. source.StreamsOf(feature)]
            );
        }

        List<AuditMatch> mapped = [.. feature.Audits.Where(match => ActionsOf(mapping, match).Any())];
        List<string> asked = [.. mapped.Select(match => AuditSource.StreamOf(match.Service)).Distinct()];
        List<StreamFacts> streams = asked.ConvertAll(name => organization.Streams.GetValueOrDefault(name) ?? new StreamFacts());
        if (!streams.Any(stream => stream.Served))
        {
            return new(SignalStrength.None, [], []);
        }

        var seesViews = mapped.All(match => ActionsOf(mapping, match).Any(organization.Catalogue.ViewActions.Contains));
        var weak = feature.AlwaysWeak || mapped.Count < feature.Audits.Count || !seesViews;
        return new(weak ? SignalStrength.Weak : SignalStrength.Strong, streams, asked);
    }

    /// <summary>Actions that the organization audits for the entities of the match.</summary>
    private static IEnumerable<string> ActionsOf(AuditMapping mapping, AuditMatch match) =>
        mapping.Services.TryGetValue(match.Service, out var entities)
            ? entities
                .Where(entity => match.Entities.Contains(Any) || match.Entities.Contains(entity.Key))
                .SelectMany(entity => entity.Value)
            : [];
}
