using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>
/// The person was rarely present in the window of a feature that would be given up, for example after a leave: on fewer than a sixth of
/// its days, at most the configured number and at least two.
/// </summary>
internal sealed class AbsenceGuard(int presentDays) : IGuard
{
    private const int Least = 2;
    private const int Share = 6;

    public string Code => "absence";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf)
    {
        var absent = proposal.GivenUp.Where(feature => IsAbsent(person, feature.Window)).Select(feature => feature.Key).ToList();
        return absent.Count == 0 ? null : new(Lane.Review, $"too few working days to judge: {FeatureWords.Of(absent)}");
    }

    private bool IsAbsent(PersonFacts person, FeatureWindow window) =>
        person.Present.Count(window.From, window.To) < DaysNeeded(window.Feature.Lookback);

    private int DaysNeeded(int lookback) => Math.Max(Least, Math.Min(presentDays, (lookback + Share - 1) / Share));
}
