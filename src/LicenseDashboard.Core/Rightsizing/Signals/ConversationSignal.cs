using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>Interactions handled, and time monitoring, coaching or barging: sees every use.</summary>
internal sealed class ConversationSignal(ConversationSource source) : ISignal
{
    public UsageSource Source => source;

    public Sight See(FeatureDefinition feature, OrganizationFacts organization) => Sight.OfAll(organization, source.StreamsOf(feature));

    /// <summary>Nobody there is ever present, or somebody waits on queue and nobody handles anything.</summary>
    public bool IsBlind(DivisionFacts division, DateOnly from) =>
        division.IsPresenceBlind(from)
        || (division.IsTested && division.LastOnQueueOn >= from && !(division.LastHandledOn >= from));
}
