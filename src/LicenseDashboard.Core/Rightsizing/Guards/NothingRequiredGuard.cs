namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>No use at all was seen: is the seat needed?</summary>
internal sealed class NothingRequiredGuard : IGuard
{
    public string Code => "nothing-required";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Required.IsEmpty ? new(Lane.Review, "nothing was used") : null;
}
