namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>No use at all was seen, so the first question is whether a license is needed at all.</summary>
internal sealed class NothingRequiredGuard : IGuard
{
    public string Code => "nothing-required";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Required.IsEmpty ? new(Lane.Review, "no feature of this license was used; check whether it is needed at all") : null;
}
