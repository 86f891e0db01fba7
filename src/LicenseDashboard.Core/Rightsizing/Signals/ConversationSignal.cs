using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>Interactions handled, and time monitoring, coaching or barging: sees every use.</summary>
internal sealed class ConversationSignal : ISignal
{
    public string Code => "conversations";

    public bool Feeds(FeatureDefinition feature) => feature.Stream == StreamKind.Conversations;

    public Sight See(FeatureDefinition feature, OrganizationFacts organization) =>
        new(SignalStrength.Strong, [organization.Streams.GetValueOrDefault(StreamFacts.Conversations) ?? new StreamFacts()]);

    public bool IsBlind(DivisionFacts division, DateOnly from, DateOnly presenceTo) => division.HidesConversations(from, presenceTo);
}
