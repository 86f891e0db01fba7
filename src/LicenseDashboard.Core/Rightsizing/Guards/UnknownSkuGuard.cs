namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>The catalogue doesn't know something that is held.</summary>
internal sealed class UnknownSkuGuard : IGuard
{
    public string Code => "unknown-sku";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Held.Unknown.Count > 0 ? new(Lane.Review, $"not in the catalog, stays: {string.Join(", ", proposal.Held.Unknown)}") : null;
}
