using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Billing;

/// <summary>
/// The one set with which a person counts in a period (design §4.4): the highest base held on any of its days, each add-on that stands on
/// that base and was held on a day with it, and what the catalogue doesn't know, on any day.
/// </summary>
internal static class PersonSets
{
    /// <returns>SKU ids in ordinal order.</returns>
    public static IReadOnlyList<string> Of(Catalogue catalogue, IReadOnlyList<HeldSeats> seats, Period days)
    {
        var held = seats.Where(each => each.From < days.End && (each.To is not { } last || last >= days.Start)).ToList();
        if (held.Count == 0)
        {
            return [];
        }

        var top = held.SelectMany(each => each.Skus)
            .Select(catalogue.Find)
            .OfType<Sku>()
            .Where(sku => sku.IsBase)
            .MaxBy(sku => sku.Rank)
            ?.Id;
        var set = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var each in held)
        {
            set.UnionWith(each.Skus.Select(SkuIds.Canonical).Where(id => Counts(id, each)));
        }

        return [.. set];

        bool Counts(string id, HeldSeats each) =>
            catalogue.Find(id) is not { } sku
            || (
                sku.IsBase
                    ? id == top
                    : top is not null
                        && sku.Prerequisites.Contains(top)
                        && held.Any(other => Holds(other, top) && SameDay(each, other, days))
            );
    }

    /// <summary>What a set of SKUs counts as when all of them are held at once.</summary>
    public static IReadOnlyList<string> OfTarget(Catalogue catalogue, IReadOnlyList<string> skus) =>
        Of(catalogue, [new HeldSeats(skus, DateOnly.MinValue, null)], new Period(DateOnly.MinValue, DateOnly.MinValue.AddDays(1)));

    private static bool Holds(HeldSeats seats, string sku) => seats.Skus.Any(id => SkuIds.Canonical(id) == sku);

    private static bool SameDay(HeldSeats one, HeldSeats other, Period days) =>
        Later(Later(one.From, other.From), days.Start) <= Earlier(Earlier(one.To, other.To), days.LastDay);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly? one, DateOnly? other) =>
        (one ?? DateOnly.MaxValue) < (other ?? DateOnly.MaxValue) ? one ?? DateOnly.MaxValue : other ?? DateOnly.MaxValue;
}
