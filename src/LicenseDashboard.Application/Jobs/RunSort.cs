using System.Linq.Expressions;
using LicenseDashboard.Core.Jobs;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Orders of the history of <see cref="JobList"/>: a field, with a leading <c>-</c> for descending. Equal rows follow newest first.
/// </summary>
public static class RunSort
{
    public const string Default = "-startedAt";

    public static IReadOnlyList<string> Fields { get; } = ["startedAt", "job", "status"];

    public static bool IsKnown(string sort)
    {
        ArgumentNullException.ThrowIfNull(sort);
        return Fields.Contains(sort.StartsWith('-') ? sort[1..] : sort);
    }

    internal static IQueryable<JobRun> Order(IQueryable<JobRun> runs, string sort)
    {
        var order = IsKnown(sort) ? sort : Default;
        return (
            order.TrimStart('-') switch
            {
                "job" => By(runs, run => run.Job, order).ThenByDescending(run => run.StartedAt),
                "status" => By(runs, run => run.Status, order).ThenByDescending(run => run.StartedAt),
                _ => By(runs, run => run.StartedAt, order),
            }
        ).ThenBy(run => run.Id);
    }

    private static IOrderedQueryable<JobRun> By<T>(IQueryable<JobRun> runs, Expression<Func<JobRun, T>> field, string sort) =>
        sort.StartsWith('-') ? runs.OrderByDescending(field) : runs.OrderBy(field);
}
