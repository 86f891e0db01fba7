namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>An exemption protects the person on day D.</summary>
internal sealed class ExemptionGuard : IGuard
{
    public string Code => SeatGuards.ExemptCode;

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        SeatGuards.Exempt(person.ExemptBy) is { } exempt ? new(exempt.Lane, exempt.Words) : null;
}
