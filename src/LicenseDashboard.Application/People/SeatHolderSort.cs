using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;

namespace LicenseDashboard.Application.People;

/// <summary>Orders of <see cref="SeatHolders"/>: a field, with a leading <c>-</c> for descending. Equal rows follow by name.</summary>
public static class SeatHolderSort
{
    public const string Default = "name";
    private const string Held = "held";

    public static IReadOnlyList<string> Fields { get; } = [Default, "manager", "division", Held];

    public static bool IsKnown(string sort)
    {
        ArgumentNullException.ThrowIfNull(sort);
        return Fields.Contains(sort.StartsWith('-') ? sort[1..] : sort);
    }

    /// <param name="bases">Base SKU IDs, lowest first.</param>
    internal static IQueryable<Person> Order(LicenseDb db, IQueryable<Person> people, string sort, IReadOnlyList<string> bases)
    {
        var order = IsKnown(sort) ? sort : Default;
        var down = order.StartsWith('-');
        var first = order.TrimStart('-') switch
        {
            "manager" => By(people, p => db.People.Where(m => m.Key == p.ManagerKey).Select(m => m.Name).FirstOrDefault(), down),
            "division" => By(people, p => db.Divisions.Where(d => d.Key == p.DivisionKey).Select(d => d.Name).FirstOrDefault(), down),
            Held => ByTier(db, people, bases, down),
            _ => By(people, p => p.Name, down),
        };
        return first.ThenBy(p => p.Name).ThenBy(p => p.Key);
    }

    /// <summary>From those without a license up to the highest tier, or down.</summary>
    private static IOrderedQueryable<Person> ByTier(LicenseDb db, IQueryable<Person> people, IReadOnlyList<string> bases, bool down)
    {
        var ordered = By(people, p => db.Seats.Any(s => s.PersonKey == p.Key && s.To == null), down);
        foreach (var sku in bases.Reverse())
        {
            Expression<Func<Person, bool>> holds = p =>
                db.Seats.Any(s => s.PersonKey == p.Key && s.To == null && db.Skus.Any(k => k.Key == s.SkuKey && k.VendorId == sku));
            ordered = down ? ordered.ThenByDescending(holds) : ordered.ThenBy(holds);
        }

        return ordered;
    }

    private static IOrderedQueryable<Person> By<T>(IQueryable<Person> people, Expression<Func<Person, T>> field, bool down) =>
        down ? people.OrderByDescending(field) : people.OrderBy(field);
}
