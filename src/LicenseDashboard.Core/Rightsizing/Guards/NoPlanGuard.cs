namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Nothing cheaper can be reached by one or two changes of roles.</summary>
internal sealed class NoPlanGuard : IGuard
{
    public string Code => "no-plan";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.HasPlan ? null : new(Lane.Review, proposal.InTheWay.Count > 0 ? $"no plan; in the way: {string.Join(", ", proposal.InTheWay)}" : "no plan");
}
