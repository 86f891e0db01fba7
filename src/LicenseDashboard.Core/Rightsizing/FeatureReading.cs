namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// Which features somebody uses, without the rest of the rules: for those who ask nothing else. Not for several threads at once.
/// </summary>
public sealed class FeatureReading(OrganizationFacts organization, DateOnly today)
{
    private readonly FeatureWindows _windows = new(organization, today);

    /// <summary>In feature order.</summary>
    public IReadOnlyList<FeatureFact> Of(PersonFacts person) =>
        new PersonFeatures(person, _windows.Of(person), FeatureSet.Empty, today).ToFacts();

    /// <summary>
    /// Streams that the state of a feature rests on for that person, states of now included; none where the organization has no signal
    /// for it.
    /// </summary>
    public IReadOnlyList<string> StreamsOf(PersonFacts person, string feature) =>
        _windows.Of(person).FirstOrDefault(window => window.Feature.Key == feature)?.Asked ?? [];
}
