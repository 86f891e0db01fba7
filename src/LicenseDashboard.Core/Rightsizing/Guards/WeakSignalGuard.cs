namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>The signal of a dropped feature does not see every use.</summary>
internal sealed class WeakSignalGuard : IGuard
{
    public string Code => "weak-signal";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Dropped.Any(dropped => dropped.Weak)
            ? new(Lane.Review, $"not every use is recorded: {string.Join(", ", proposal.Dropped.Where(dropped => dropped.Weak).Select(dropped => dropped.Key))}")
            : null;
}
