using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Something held is not explained by roles and therefore stays.</summary>
internal sealed class ExplicitSkuGuard : IGuard
{
    public string Code => "explicit-sku";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Explicit.Count > 0
            ? new(Lane.Review, $"assigned directly, not through a role; stays: {SkuWords.Names(proposal.Explicit)}")
            : null;
}
