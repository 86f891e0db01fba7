namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>The signal of a feature given up does not see every use.</summary>
internal sealed class WeakSignalGuard : IGuard
{
    public string Code => "weak-signal";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.GivenUp.Any(feature => feature.Weak)
            ? new(Lane.Review, $"not every use is recorded: {string.Join(", ", proposal.GivenUp.Where(feature => feature.Weak).Select(feature => feature.Key))}")
            : null;
}
