using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.Billing;

/// <summary>A contract for an organization that brings none: nine of ten licenses held are committed, at list price.</summary>
internal static class AssumedContract
{
    public static BilledContract Of(Organization organization, SimulatedClock clock)
    {
        var held = organization
            .People.SelectMany(person => organization.LicensesOf(person, clock.Elapsing))
            .GroupBy(license => license, StringComparer.Ordinal)
            .ToDictionary(license => license.Key, license => license.Count(), StringComparer.Ordinal);
        var year = clock.Today.Year;
        return new BilledContract
        {
            First = new DateOnly(year - 1, 7, 1),
            Last = new DateOnly(year + 1, 6, 30),
            Items =
            [
                .. organization
                    .Catalogue.Skus.Where(sku => held.ContainsKey(sku.Id))
                    .Select(sku => new BilledItem(sku.Id, BilledBy.User, held[sku.Id] * 9 / 10, sku.Price, sku.Price * 1.2m)),
            ],
        };
    }
}
