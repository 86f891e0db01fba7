namespace LicenseDashboard.Core.Contracts;

/// <summary>A day on which a new term begins.</summary>
/// <param name="On">First day of the new term.</param>
/// <param name="Notice">The last day on which notice counts; null if the contract doesn't renew by itself.</param>
/// <param name="Changes">Whether commitments can still change on it: the notice day hasn't passed.</param>
public readonly record struct Renewal(DateOnly On, DateOnly? Notice, bool Changes)
{
    /// <summary>Those after today, up to a day. A renewal in the past is what the lines say: nothing can change on it any more.</summary>
    public static IReadOnlyList<Renewal> Of(ContractTerms contract, DateOnly today, DateOnly until)
    {
        var renewals = new List<Renewal>();
        var first = contract.Last.AddDays(1);
        for (var term = 0; first.AddMonths(term * contract.RenewalMonths) is var on && on <= until; term++)
        {
            if (on > today)
            {
                var notice = contract.NoticeDays is { } days ? on.AddDays(-1 - days) : (DateOnly?)null;
                renewals.Add(new Renewal(on, notice, notice is null || today <= notice));
            }
        }

        return renewals;
    }
}
