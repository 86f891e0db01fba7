using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Signals;

/// <summary>
/// Being planned: in a management unit, or on a published shift that touches the window or the days up to D+30. A state of now, without a
/// C; where the vendor did not tell all of it, nobody's "not planned" is known.
/// </summary>
internal sealed class PlanningSignal : ISignal
{
    private const int DaysAhead = 30;

    public string Code => "planning";

    public bool Feeds(FeatureDefinition feature) => feature.Planned;

    public Sight See(FeatureDefinition feature, OrganizationFacts organization) =>
        organization.PlanningCovered ? Sight.OfNow : new(SignalStrength.Strong, [new StreamFacts { Served = false }]);

    public string? UsedNow(PersonFacts person, DateOnly from, DateOnly asOf) =>
        person.InManagementUnit ? "in a management unit"
        : person.LastShiftOn >= from && person.LastShiftOn <= asOf.AddDays(DaysAhead) ? "on a published schedule"
        : null;
}
