namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Rule 0 ignored something that is held.</summary>
internal sealed class DataFaultGuard : IGuard
{
    public string Code => "data-fault";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Held.Faults.Count > 0 ? new(Lane.Review, string.Join("; ", proposal.Held.Faults)) : null;
}
