using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>A source without special rules: it sees every use. The source itself decides what the ingest counts.</summary>
internal sealed class SourceSignal(UsageSource source) : ISignal
{
    public UsageSource Source => source;

    public Sight See(FeatureDefinition feature, OrganizationFacts organization) => Sight.OfAll(organization, source.StreamsOf(feature));
}
