namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>The person was hardly there in the window of a dropped feature, as after leave.</summary>
internal sealed class AbsenceGuard(int presentDays, int presentDaysOf30) : IGuard
{
    private const int ShortLookback = 30;

    public string Code => "absence";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf)
    {
        var absent = proposal.Dropped.Where(dropped => IsAbsent(person, dropped.Window)).Select(dropped => dropped.Key).ToList();
        return absent.Count == 0 ? null : new(Lane.Review, $"present on too few days to tell: {string.Join(", ", absent)}");
    }

    private bool IsAbsent(PersonFacts person, FeatureWindow window) =>
        person.Present.Count(window.From, window.To) < (window.Feature.Lookback == ShortLookback ? presentDaysOf30 : presentDays);
}
