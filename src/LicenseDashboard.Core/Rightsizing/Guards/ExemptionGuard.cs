namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>An exemption protects on D.</summary>
internal sealed class ExemptionGuard : IGuard
{
    public string Code => "exempt";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        person.ExemptBy is { } tag ? new(Lane.Protected, $"exempt: {tag}") : null;
}
