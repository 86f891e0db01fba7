using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>Evaluations done, and received unless policy says otherwise (which the ingest follows): sees every use.</summary>
internal sealed class EvaluationSignal : ISignal
{
    public string Code => "evaluations";

    public bool Feeds(FeatureDefinition feature) => feature.Stream == StreamKind.Evaluations;

    public Sight See(FeatureDefinition feature, OrganizationFacts organization) =>
        new(SignalStrength.Strong, [organization.Streams.GetValueOrDefault(StreamFacts.Evaluations) ?? new StreamFacts()]);
}
