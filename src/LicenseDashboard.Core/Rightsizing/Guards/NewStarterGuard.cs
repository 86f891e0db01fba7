namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Applies <see cref="SeatGuards.NewStarter"/> to findings.</summary>
internal sealed class NewStarterGuard(int days) : IGuard
{
    public string Code => SeatGuards.NewStarterCode;

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf) =>
        SeatGuards.NewStarter(person, proposal.Held.Ids, proposal.Presence.FirstDay, proposal.FirstSnapshotOn, asOf, days) is { } reason
            ? new(reason.Lane, reason.Words)
            : null;
}
