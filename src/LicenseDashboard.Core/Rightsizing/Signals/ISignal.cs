using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Rightsizing.Signals;

internal enum SignalStrength
{
    /// <summary>Sees every use.</summary>
    Strong,

    /// <summary>Sees only some: what it doesn't see may have happened.</summary>
    Weak,

    /// <summary>Sees nothing here.</summary>
    None,
}

/// <summary>What a signal can see of a feature in one organization.</summary>
/// <param name="Streams">All of them must be complete before "unused" can be said.</param>
internal sealed record Sight(SignalStrength Strength, IReadOnlyList<StreamFacts> Streams)
{
    /// <summary>A state of now: nothing to wait for.</summary>
    public static Sight OfNow { get; } = new(SignalStrength.Strong, []);
}

/// <summary>Where usage of a feature comes from. Pure; asked once a run and feature, except <see cref="UsedNow"/>, which is asked for every person.</summary>
internal interface ISignal
{
    string Code { get; }

    bool Feeds(FeatureDefinition feature);

    Sight See(FeatureDefinition feature, OrganizationFacts organization);

    /// <summary>The division's data can't be all there: nobody shows up where somebody must.</summary>
    /// <param name="from">First day of the feature's window.</param>
    /// <param name="presenceTo">Its last day, or presence's C if that is earlier.</param>
    bool IsBlind(DivisionFacts division, DateOnly from, DateOnly presenceTo) => false;

    /// <summary>Use that lies in the state of now and not in the facts of a day; null when there is none, else the words for it.</summary>
    string? UsedNow(PersonFacts person, DateOnly from, DateOnly asOf) => null;
}
