using System.Linq.Expressions;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>Translates a filter into a condition evaluated by the database.</summary>
internal static class Filters
{
    public static Outcome<Expression<Func<T, bool>>> Translate<T>(ScimFilter filter, IReadOnlyDictionary<string, FilterColumn<T>> columns)
    {
        switch (filter)
        {
            case ScimFilter.And and:
                return Both(and.Left, and.Right, columns, Expression.AndAlso);
            case ScimFilter.Or or:
                return Both(or.Left, or.Right, columns, Expression.OrElse);
            case ScimFilter.Not not:
                var inner = Translate(not.Inner, columns);
                return inner.Refusal is { } refusal ? refusal : Not(inner.Value);
            case ScimFilter.Within within:
                return Translate(Qualified(within.Condition, within.Attribute), columns);
            case ScimFilter.Present present:
                return columns.TryGetValue(present.Attribute.Word, out var asked) ? asked.Present : Unknown(present.Attribute);
            case ScimFilter.Compare compare:
                return columns.TryGetValue(compare.Attribute.Word, out var column)
                    ? column.Compare(compare.Operator, compare.Value)
                    : Unknown(compare.Attribute);
            default:
                throw new InvalidOperationException($"Filters don't know {filter.GetType().Name}.");
        }
    }

    /// <summary>Makes the value a query parameter, like a captured variable.</summary>
    public static Expression Parameter<TValue>(TValue value) =>
        Expression.Property(Expression.Constant(new Held<TValue>(value)), nameof(Held<>.Value));

    public static Expression<Func<T, bool>> Where<T, TValue>(Expression<Func<T, TValue>> column, Func<Expression, Expression> test) =>
        Expression.Lambda<Func<T, bool>>(test(column.Body), column.Parameters);

    public static Expression<Func<T, bool>> Not<T>(Expression<Func<T, bool>> condition) =>
        Expression.Lambda<Func<T, bool>>(Expression.Not(condition.Body), condition.Parameters);

    private static Outcome<Expression<Func<T, bool>>> Both<T>(
        ScimFilter left,
        ScimFilter right,
        IReadOnlyDictionary<string, FilterColumn<T>> columns,
        Func<Expression, Expression, Expression> join
    )
    {
        var (first, second) = (Translate(left, columns), Translate(right, columns));
        if ((first.Refusal ?? second.Refusal) is { } refusal)
        {
            return refusal;
        }

        var row = first.Value.Parameters[0];
        return Expression.Lambda<Func<T, bool>>(
            join(first.Value.Body, new Renamed(second.Value.Parameters[0], row).Visit(second.Value.Body)),
            row
        );
    }

    /// <summary>
    /// Multi-valued attributes store at most one value, so a condition on one value becomes a condition on the parts of the attribute.
    /// </summary>
    private static ScimFilter Qualified(ScimFilter condition, ScimName owner) =>
        condition switch
        {
            ScimFilter.Compare compare => compare with { Attribute = Part(compare.Attribute, owner) },
            ScimFilter.Present present => present with { Attribute = Part(present.Attribute, owner) },
            ScimFilter.And and => new ScimFilter.And(Qualified(and.Left, owner), Qualified(and.Right, owner)),
            ScimFilter.Or or => new ScimFilter.Or(Qualified(or.Left, owner), Qualified(or.Right, owner)),
            ScimFilter.Not not => new ScimFilter.Not(Qualified(not.Inner, owner)),
            _ => condition,
        };

    private static ScimName Part(ScimName name, ScimName owner) =>
        name.Sub.Length == 0 && name.Schema.Length == 0 ? owner with { Sub = name.Name } : name;

    private static Refusal Unknown(ScimName attribute) => new("invalidFilter", $"'{attribute}' can't be filtered by.");

    private sealed record Held<TValue>(TValue Value);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
