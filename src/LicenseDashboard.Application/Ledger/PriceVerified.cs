using LicenseDashboard.Application.Billing;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Ledger;

/// <summary>
/// Prices changes that were carried out before their row was ever priced, such as those of leavers: against the seats just before, on top
/// of each other.
/// </summary>
internal sealed class PriceVerified(LoadBillingFacts load, TimeProvider clock)
{
    /// <returns>By row; null if there is no figure.</returns>
    public async Task<IReadOnlyDictionary<RecommendationId, long?>> RunAsync(
        LicenseDb db,
        Platform platform,
        IReadOnlyList<VerifiedRow> rows,
        CancellationToken ct
    )
    {
        if (rows.Count == 0)
        {
            return new Dictionary<RecommendationId, long?>();
        }

        var loaded = await load.ReadAsync(db, platform, platform.LocalDay(clock.GetUtcNow()), ct);
        var before = rows.DistinctBy(row => row.PersonKey).ToDictionary(row => BillingRows.IdOf(row.PersonKey));
        var people = loaded
            .Facts.People.Where(person => !before.ContainsKey(person.Id))
            .Concat(
                before.Values.Select(row =>
                    (
                        loaded.Facts.People.FirstOrDefault(person => person.Id == BillingRows.IdOf(row.PersonKey))
                        ?? new BilledPerson { Id = BillingRows.IdOf(row.PersonKey) }
                    ) with
                    {
                        Seats = [new HeldSeats(Advice.Split(row.SeatBefore), DateOnly.MinValue, null)],
                    }
                )
            );
        List<SeatChange> changes =
        [
            .. rows.Select(row => new SeatChange
            {
                Id = BillingRows.IdOf(row.Id),
                PersonId = BillingRows.IdOf(row.PersonKey),
                Target = Advice.Split(row.Target),
                Approved = true,
            }),
        ];
        var priced = SavingsChain.Price(new BillingBook(loaded.Facts with { People = [.. people] }, changes));
        return rows.ToDictionary(row => row.Id, row => priced[BillingRows.IdOf(row.Id)].Cash?.MonthlyMicros);
    }
}
