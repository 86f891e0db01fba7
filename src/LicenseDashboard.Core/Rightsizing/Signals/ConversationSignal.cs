using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>Handled interactions, and time spent monitoring, coaching or barging. Sees every use.</summary>
internal sealed class ConversationSignal(ConversationSource source) : ISignal
{
    public UsageSource Source => source;

    public Sight See(FeatureDefinition feature, OrganizationFacts organization) => Sight.OfAll(organization, source.StreamsOf(feature));

    public bool IsBlind(DivisionFacts division, DateOnly from, DateOnly presenceTo) => division.HidesConversations(from, presenceTo);
}
