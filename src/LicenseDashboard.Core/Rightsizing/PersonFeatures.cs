using LicenseDashboard.Core.Rightsizing.Signals;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>The state of every feature for one person: used, unknown or unused.</summary>
internal sealed class PersonFeatures
{
    private readonly PersonFacts _person;
    private readonly IReadOnlyList<FeatureWindow> _windows;
    private readonly FeatureSet _permitted;
    private readonly DateOnly _asOf;

    /// <param name="permitted">Features of which the person holds a permission.</param>
    public PersonFeatures(PersonFacts person, IReadOnlyList<FeatureWindow> windows, FeatureSet permitted, DateOnly asOf)
    {
        (_person, _windows, _permitted, _asOf) = (person, windows, permitted, asOf);
        foreach (var window in windows)
        {
            if (LastUsedOn(window) >= window.From || UsedNow(window) is not null)
            {
                Used = Used.With(window.Index);
            }
            else if (!window.IsCovered)
            {
                Unknown = Unknown.With(window.Index);
            }
        }
    }

    public FeatureSet Used { get; }

    public FeatureSet Unknown { get; }

    public DateOnly? LastUsedOn(FeatureWindow window) => window.Index < _person.LastUsedOn.Count ? _person.LastUsedOn[window.Index] : null;

    /// <summary>A weak or missing signal matters only for people who hold a permission of the feature; others can't have used it.</summary>
    public bool IsWeak(FeatureWindow window) => window.Strength != SignalStrength.Strong && _permitted.Has(window.Index);

    /// <summary>Windows and last use change from day to day, so they are kept apart from what is stored.</summary>
    public IReadOnlyList<FeatureFact> ToFacts()
    {
        var facts = new FeatureFact[_windows.Count];
        for (var i = 0; i < facts.Length; i++)
        {
            var window = _windows[i];
            var state =
                Used.Has(i) ? FeatureState.Used
                : Unknown.Has(i) ? FeatureState.Unknown
                : FeatureState.Unused;
            facts[i] = new(window.Feature.Key, state, window.From, window.To, LastUsedOn(window), Why(state, window));
        }

        return facts;
    }

    private string Why(FeatureState state, FeatureWindow window) =>
        state switch
        {
            FeatureState.Used => LastUsedOn(window) >= window.From ? "used" : UsedNow(window) ?? "used",
            FeatureState.Unknown => window.NotEnough,
            FeatureState.Unused when window.Strength == SignalStrength.None => "not audited here",
            FeatureState.Unused => IsWeak(window) ? "not every use is recorded here" : "no use recorded",
        };

    private string? UsedNow(FeatureWindow window)
    {
        if (!window.Feature.Planned)
        {
            return null;
        }

        foreach (var signal in window.Signals)
        {
            if (signal.UsedNow(_person, window.From, _asOf) is { } words)
            {
                return words;
            }
        }

        return null;
    }
}
