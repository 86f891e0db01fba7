namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>
/// The vendor has not yet been asked what the current roles imply. Until then, nothing counts as assigned independently of roles or as a
/// fault.
/// </summary>
internal sealed class UnconfirmedRolesGuard : IGuard
{
    public string Code => "unconfirmed-roles";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.RolesConfirmed ? null : new(Lane.Review, "the current roles are not yet confirmed by Genesys Cloud");
}
