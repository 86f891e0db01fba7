using System.Linq.Expressions;
using LicenseDashboard.Core.Notices;

namespace LicenseDashboard.Application.Notices;

/// <summary>Orders of <see cref="DigestList"/>: a field, with a leading <c>-</c> for descending. Equal rows follow newest first.</summary>
public static class DigestSort
{
    public const string Default = "-createdAt";

    public static IReadOnlyList<string> Fields { get; } = ["createdAt", "subject", "recipient"];

    public static bool IsKnown(string sort)
    {
        ArgumentNullException.ThrowIfNull(sort);
        return Fields.Contains(sort.StartsWith('-') ? sort[1..] : sort);
    }

    internal static IQueryable<Digest> Order(IQueryable<Digest> digests, string sort)
    {
        var order = IsKnown(sort) ? sort : Default;
        return (
            order.TrimStart('-') switch
            {
                "subject" => By(digests, digest => digest.Subject, order).ThenByDescending(digest => digest.CreatedAt),
                "recipient" => By(digests, digest => digest.RecipientName, order).ThenByDescending(digest => digest.CreatedAt),
                _ => By(digests, digest => digest.CreatedAt, order),
            }
        ).ThenBy(digest => digest.Id);
    }

    private static IOrderedQueryable<Digest> By<T>(IQueryable<Digest> digests, Expression<Func<Digest, T>> field, string sort) =>
        sort.StartsWith('-') ? digests.OrderByDescending(field) : digests.OrderBy(field);
}
