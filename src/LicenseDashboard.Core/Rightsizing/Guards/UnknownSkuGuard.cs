namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>The catalogue does not know something held.</summary>
internal sealed class UnknownSkuGuard : IGuard
{
    public string Code => "unknown-sku";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Held.Unknown.Count > 0
            ? new(Lane.Review, $"not in the catalogue, stays: {string.Join(", ", proposal.Held.Unknown)}")
            : null;
}
