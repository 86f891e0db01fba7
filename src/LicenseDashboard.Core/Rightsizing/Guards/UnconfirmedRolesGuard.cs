namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>
/// The vendor was not yet asked what the roles held now imply: until it is, nothing counts as assigned apart from roles, and nothing as a
/// fault.
/// </summary>
internal sealed class UnconfirmedRolesGuard : IGuard
{
    public string Code => "unconfirmed-roles";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.RolesConfirmed ? null : new(Lane.Review, "the roles held now are not yet confirmed by the vendor");
}
