namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Nothing cheaper can be reached by one or two role changes.</summary>
internal sealed class NoPlanGuard : IGuard
{
    public string Code => "no-plan";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.HasPlan ? null : new(Lane.Review, Words(proposal));

    private static string Words(Proposal proposal) =>
        string.Join(
            "; ",
            new[]
            {
                "no plan",
                proposal.InTheWay.Count > 0 ? $"in the way: {string.Join(", ", proposal.InTheWay)}" : null,
                proposal.Nearest is { } nearest ? $"nearest: {nearest}, which would remove permissions that are needed" : null,
            }.OfType<string>()
        );
}
