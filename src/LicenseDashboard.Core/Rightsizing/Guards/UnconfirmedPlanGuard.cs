namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>The vendor has not yet been asked what the remaining roles imply.</summary>
internal sealed class UnconfirmedPlanGuard : IGuard
{
    public string Code => "unconfirmed-plan";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.HasPlan && !proposal.PlanConfirmed ? new(Lane.Review, "the plan is not yet confirmed by Genesys Cloud") : null;
}
