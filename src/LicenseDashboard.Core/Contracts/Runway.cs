namespace LicenseDashboard.Core.Contracts;

/// <summary>How long there is until the next day by which something must be said or done about a contract.</summary>
/// <param name="On">First day of the next term that can still be changed.</param>
/// <param name="Deadline">The notice day; without automatic renewal the last day of the term.</param>
/// <param name="DaysLeft">Until the deadline; 0 on it.</param>
/// <param name="Renews">False if the contract doesn't renew by itself.</param>
/// <param name="Missed">The renewal before, whose notice day has passed; null if there is none.</param>
public sealed record Runway(string Contract, DateOnly On, DateOnly Deadline, int DaysLeft, bool Renews, Renewal? Missed)
{
    /// <summary>Days before the deadline at which a reminder is due.</summary>
    public static IReadOnlyList<int> Marks { get; } = [180, 120, 90, 30];

    /// <summary>The nearest mark that has been reached; null if more than all of them are left.</summary>
    public int? Reached => Marks.Where(mark => DaysLeft <= mark).Select(mark => (int?)mark).Min();

    /// <returns>Null only if no term can be changed within the horizon of renewals, which is longer than any notice.</returns>
    public static Runway? Of(ContractTerms contract, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var horizon = (contract.Last > today ? contract.Last : today)
            .AddMonths(contract.RenewalMonths)
            .AddDays(ContractCheck.MaxNoticeDays + 2);
        var renewals = Renewal.Of(contract, today, horizon.AddMonths(contract.RenewalMonths));
        if (renewals.Where(renewal => renewal.Changes).Select(renewal => (Renewal?)renewal).FirstOrDefault() is not { } next)
        {
            return null;
        }

        var deadline = next.Notice ?? next.On.AddDays(-1);
        return new Runway(
            contract.Id,
            next.On,
            deadline,
            deadline.DayNumber - today.DayNumber,
            next.Notice is not null,
            renewals.Where(renewal => !renewal.Changes).Select(renewal => (Renewal?)renewal).FirstOrDefault()
        );
    }
}
