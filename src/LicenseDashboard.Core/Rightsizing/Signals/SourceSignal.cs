using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>
/// A source with nothing to say but its days: it sees every use. What the ingest counts of its rows is the source's own word.
/// </summary>
internal sealed class SourceSignal(UsageSource source) : ISignal
{
    public UsageSource Source => source;

    public Sight See(FeatureDefinition feature, OrganizationFacts organization) => Sight.OfAll(organization, source.StreamsOf(feature));
}
