using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>It is unknown whether a feature that would be given up was used in the 30 days before its window.</summary>
internal sealed class UncoveredBeforeGuard : IGuard
{
    public string Code => "uncovered-before";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf)
    {
        var uncovered = proposal.GivenUp.Where(feature => !feature.Window.IsCoveredBefore).Select(feature => feature.Key).ToList();
        return uncovered.Count == 0
            ? null
            : new(Lane.Review, $"data for the 30 days before the window is incomplete: {FeatureWords.Of(uncovered)}");
    }
}
