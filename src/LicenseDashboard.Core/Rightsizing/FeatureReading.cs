namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Evaluates which features a person uses without applying the other rules. Not thread-safe.</summary>
public sealed class FeatureReading(OrganizationFacts organization, DateOnly today)
{
    private readonly FeatureWindows _windows = new(organization, today);

    /// <summary>In feature order.</summary>
    public IReadOnlyList<FeatureFact> Of(PersonFacts person) =>
        new PersonFeatures(person, _windows.Of(person), FeatureSet.Empty, today).ToFacts();

    /// <summary>
    /// Streams that determine the state of a feature for the person, including states of now. Empty if the organization has no signal for
    /// it.
    /// </summary>
    public IReadOnlyList<string> StreamsOf(PersonFacts person, string feature) =>
        _windows.Of(person).FirstOrDefault(window => window.Feature.Key == feature)?.Asked ?? [];
}
