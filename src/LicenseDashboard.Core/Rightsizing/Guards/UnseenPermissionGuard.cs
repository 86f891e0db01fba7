namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>The plan removes a permission whose use would not be visible anywhere.</summary>
internal sealed class UnseenPermissionGuard : IGuard
{
    public string Code => "unseen-permission";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Unseen.Count > 0
            ? new(Lane.Review, $"would lose {string.Join(", ", proposal.Unseen)}, and their use is not recorded")
            : null;
}
