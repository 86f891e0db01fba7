using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>
/// Not present on the 14 days up to C of presence, and so possibly on leave or just back. If there is no C, presence can't be proved.
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
