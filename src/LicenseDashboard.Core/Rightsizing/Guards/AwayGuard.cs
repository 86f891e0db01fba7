namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>
/// Not present on any of the 14 days to presence's C: on leave, perhaps, or back since. Without a C nothing says that they were there.
/// </summary>
internal sealed class AwayGuard : IGuard
{
    private const int Days = 14;

    public string Code => "away";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        proposal.Presence.CompleteThrough is { } complete && person.Present.Count(complete.AddDays(1 - Days), complete) > 0
            ? null
            : new(Lane.Review, Words(person.Present));

    private static string Words(PresentDays present) =>
        present.Bits == 0 ? "no presence is known" : FormattableString.Invariant($"last present {present.LastDay:yyyy-MM-dd}, away since");
}
