using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Rightsizing.Signals;

internal enum SignalStrength
{
    /// <summary>Sees every use.</summary>
    Strong,

    /// <summary>Sees only some use, so "not seen" doesn't mean "not used".</summary>
    Weak,

    /// <summary>Sees nothing in this organization.</summary>
    None,
}

/// <summary>How well a signal sees a feature in one organization.</summary>
/// <param name="Streams">All of them must be complete before a feature counts as unused.</param>
/// <param name="Asked">Names of the streams that show the use, including states of now.</param>
internal sealed record Sight(SignalStrength Strength, IReadOnlyList<StreamFacts> Streams, IReadOnlyList<string> Asked)
{
    /// <summary>Sees every use in all of these streams.</summary>
    public static Sight OfAll(OrganizationFacts organization, IEnumerable<string> streams)
    {
        string[] asked = [.. streams];
        return new(
            SignalStrength.Strong,
            [.. asked.Select(name => organization.Streams.GetValueOrDefault(name) ?? new StreamFacts())],
            asked
        );
    }

    /// <summary>A state of now, which needs no complete streams.</summary>
    public static Sight OfNow(IEnumerable<string> streams) => new(SignalStrength.Strong, [], [.. streams]);
}

/// <summary>
/// What a source of usage shows about a feature. Pure. Called once per run and feature, except <see cref="UsedNow"/>, which is called for
/// every person.
/// </summary>
internal interface ISignal
{
    UsageSource Source { get; }

    string Code => Source.Name;

    bool Feeds(FeatureDefinition feature) => Source.Feeds(feature);

    Sight See(FeatureDefinition feature, OrganizationFacts organization);

    /// <summary>True if the data of the division can't be complete because no one appears where someone must.</summary>
    /// <param name="from">First day of the feature's window.</param>
    /// <param name="presenceTo">Last day of the window, or C of presence if that is earlier.</param>
    bool IsBlind(DivisionFacts division, DateOnly from, DateOnly presenceTo) => false;

    /// <summary>Use that shows in the current state instead of a day's facts: the words for it, or null.</summary>
    string? UsedNow(PersonFacts person, DateOnly from, DateOnly asOf) => null;
}
