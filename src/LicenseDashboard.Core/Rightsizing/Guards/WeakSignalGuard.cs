using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>The signal of a feature that would be given up doesn't see every use.</summary>
internal sealed class WeakSignalGuard : IGuard
{
    public string Code => "weak-signal";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf)
    {
        var weak = proposal.GivenUp.Where(feature => feature.Weak).Select(feature => feature.Key).ToList();
        return weak.Count == 0 ? null : new(Lane.Review, $"not every use is recorded: {FeatureWords.Of(weak)}");
    }
}
