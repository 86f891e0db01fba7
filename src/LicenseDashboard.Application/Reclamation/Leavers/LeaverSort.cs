using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Reclamation;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>Orders of <see cref="LeaverList"/>: a field, with a leading <c>-</c> for descending. Equal rows follow newest first.</summary>
public static class LeaverSort
{
    public const string Default = "-reportedAt";

    public static IReadOnlyList<string> Fields { get; } = ["reportedAt", "name", "lastDay", "status"];

    public static bool IsKnown(string sort)
    {
        ArgumentNullException.ThrowIfNull(sort);
        return Fields.Contains(sort.StartsWith('-') ? sort[1..] : sort);
    }

    internal static IQueryable<Leaver> Order(LicenseDb db, IQueryable<Leaver> leavers, string sort)
    {
        var order = IsKnown(sort) ? sort : Default;
        var down = order.StartsWith('-');
        return order.TrimStart('-') switch
        {
            "name" => NewestFirst(By(leavers, NameOf(db), down)),
            "lastDay" => NewestFirst(By(leavers, l => l.LastDay, down)),
            "status" => NewestFirst(By(leavers, l => l.Status, down)),
            _ => By(leavers, l => l.ReportedAt, down).ThenByDescending(l => l.Id),
        };
    }

    /// <summary>The person's name, otherwise the identity's.</summary>
    private static Expression<Func<Leaver, string?>> NameOf(LicenseDb db) =>
        l =>
            db.People.Where(p => p.Key == l.PersonKey).Select(p => p.Name).FirstOrDefault()
            ?? db.Identities.Where(i => i.Key == l.IdentityKey).Select(i => i.DisplayName ?? i.UserName).FirstOrDefault();

    private static IOrderedQueryable<Leaver> NewestFirst(IOrderedQueryable<Leaver> leavers) =>
        leavers.ThenByDescending(l => l.ReportedAt).ThenByDescending(l => l.Id);

    private static IOrderedQueryable<Leaver> By<T>(IQueryable<Leaver> leavers, Expression<Func<Leaver, T>> field, bool down) =>
        down ? leavers.OrderByDescending(field) : leavers.OrderBy(field);
}
