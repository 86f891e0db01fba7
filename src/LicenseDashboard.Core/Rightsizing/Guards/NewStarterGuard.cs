namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>
/// Hired, or given a seat after our first snapshot, less than so many days ago. Only where no hire date is known the first day present or with a handled interaction counts instead,
/// and only if presence's first day, of the whole organization, lies long enough before it to tell a first day from the first we know.
/// </summary>
internal sealed class NewStarterGuard(int days) : IGuard
{
    private const int HistoryBefore = 30;

    public string Code => "new-starter";

    public Objection? Check(PersonFacts person, Proposal proposal, DateOnly asOf)
    {
        DateOnly? youngest = person.HiredOn;
        if (person.HiredOn is null && person.FirstActiveOn is { } first && proposal.Presence.FirstDay <= first.AddDays(-HistoryBefore))
        {
            youngest = first;
        }

        foreach (var sku in person.Skus)
        {
            if (sku.FirstSeenOn > proposal.FirstSnapshotOn && !(youngest >= sku.FirstSeenOn) && proposal.Held.Ids.Contains(sku.Id))
            {
                youngest = sku.FirstSeenOn;
            }
        }

        return youngest is { } day && asOf.DayNumber - day.DayNumber < days
            ? new(Lane.Protected, FormattableString.Invariant($"new starter until {day.AddDays(days - 1):yyyy-MM-dd}"))
            : null;
    }
}
