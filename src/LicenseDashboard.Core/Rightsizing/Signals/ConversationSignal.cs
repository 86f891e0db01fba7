using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>Interactions handled, and time monitoring, coaching or barging: sees every use.</summary>
internal sealed class ConversationSignal : ISignal
{
    public string Code => "conversations";

    public bool Feeds(FeatureDefinition feature) => feature.Stream == StreamKind.Conversations;

    public Sight See(FeatureDefinition feature, OrganizationFacts organization) =>
        new(SignalStrength.Strong, [organization.Streams.GetValueOrDefault(StreamFacts.Conversations) ?? new StreamFacts()]);

    /// <summary>Nobody there is ever present, or somebody waits on queue and nobody handles anything.</summary>
    public bool IsBlind(DivisionFacts division, DateOnly from) =>
        division.IsPresenceBlind(from)
        || (division.IsTested && division.LastOnQueueOn >= from && !(division.LastHandledOn >= from));
}
