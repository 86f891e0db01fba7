namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>The plan takes a permission whose use nothing would show.</summary>
internal sealed class UnseenPermissionGuard : IGuard
{
    public string Code => "unseen-permission";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Unseen.Count > 0
            ? new(Lane.Review, $"would lose {string.Join(", ", proposal.Unseen)}, and we can't tell whether that is used")
            : null;
}
