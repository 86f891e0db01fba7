using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;

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
/// <param name="Asked">Names of the streams that show the use, states of now included.</param>
internal sealed record Sight(SignalStrength Strength, IReadOnlyList<StreamFacts> Streams, IReadOnlyList<string> Asked)
{
    /// <summary>Sees every use, in all of these streams.</summary>
    public static Sight OfAll(OrganizationFacts organization, IEnumerable<string> streams)
    {
        string[] asked = [.. streams];
        return new(
            SignalStrength.Strong,
            [.. asked.Select(name => organization.Streams.GetValueOrDefault(name) ?? new StreamFacts())],
            asked
        );
    }

    /// <summary>A state of now: nothing to wait for.</summary>
    public static Sight OfNow(IEnumerable<string> streams) => new(SignalStrength.Strong, [], [.. streams]);
}

/// <summary>
/// What one source of usage says of a feature. Pure; asked once a run and feature, except <see cref="UsedNow"/>, which is asked for every
/// person.
/// </summary>
internal interface ISignal
{
    UsageSource Source { get; }

    string Code => Source.Name;

    bool Feeds(FeatureDefinition feature) => Source.Feeds(feature);

    Sight See(FeatureDefinition feature, OrganizationFacts organization);

    /// <summary>The division's data can't be all there: nobody shows up where somebody must.</summary>
    /// <param name="from">First day of the feature's window.</param>
    /// <param name="presenceTo">Its last day, or presence's C if that is earlier.</param>
    bool IsBlind(DivisionFacts division, DateOnly from, DateOnly presenceTo) => false;

    /// <summary>Use that lies in the state of now and not in the facts of a day; null when there is none, else the words for it.</summary>
    string? UsedNow(PersonFacts person, DateOnly from, DateOnly asOf) => null;
}
