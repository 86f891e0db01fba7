using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>
/// Being planned: in a management unit, or on a published shift that touches the window or the days up to D+30. A state of now, without a
/// C. If the vendor did not return all of it, "not planned" is unknown for everybody.
/// </summary>
internal sealed class PlanningSignal(PlanningSource source) : ISignal
{
    public UsageSource Source => source;

    public Sight See(FeatureDefinition feature, OrganizationFacts organization) =>
        organization.PlanningCovered
            ? Sight.OfNow(source.StreamsOf(feature))
            : new(SignalStrength.Strong, [new StreamFacts { Served = false }], [.. source.StreamsOf(feature)]);

    public string? UsedNow(PersonFacts person, DateOnly from, DateOnly asOf) =>
        PlanningSource.Planned(person.InManagementUnit, person.LastShiftOn, from, asOf);
}
