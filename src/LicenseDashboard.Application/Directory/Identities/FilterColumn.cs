using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>How one attribute is queried in the database. Values become parameters, never part of the query text.</summary>
internal abstract class FilterColumn<T>
{
    public abstract Outcome<Expression<Func<T, bool>>> Compare(ScimOperator comparison, ScimValue value);

    /// <summary>True for rows that have a value.</summary>
    public abstract Expression<Func<T, bool>> Present { get; }

    protected static Refusal NotFor(ScimOperator comparison, string what) =>
        new("invalidFilter", $"'{comparison.ToString().ToLowerInvariant()}' can't be asked of {what}.");
}

/// <param name="key">Column with the lower-case value; if given, only that is compared.</param>
/// <param name="exact">True if case matters.</param>
internal sealed class TextColumn<T>(Expression<Func<T, string?>> column, Expression<Func<T, string?>>? key = null, bool exact = false)
    : FilterColumn<T>
{
    private static readonly MethodInfo _lower = typeof(string).GetMethod(nameof(string.ToLower), Type.EmptyTypes)!;
    private static readonly MethodInfo _compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    public override Expression<Func<T, bool>> Present =>
        Filters.Where(column, body => Expression.NotEqual(body, Expression.Constant(null, typeof(string))));

    public override Outcome<Expression<Func<T, bool>>> Compare(ScimOperator comparison, ScimValue value)
    {
        if (value.Kind == ScimValueKind.Null)
        {
            return comparison switch
            {
                ScimOperator.Eq => Filters.Not(Present),
                ScimOperator.Ne => Present,
                _ => NotFor(comparison, "null"),
            };
        }

        if (comparison == ScimOperator.Ne)
        {
            return Filters.Not(Compare(ScimOperator.Eq, value).Value);
        }

        var lower = value.Text.ToLowerInvariant();
        if (exact)
        {
            return Filters.Where(column, body => Test(body, comparison, value.Text));
        }

        if (key is not null)
        {
            return Filters.Where(key, body => Test(body, comparison, lower));
        }

        // A database may fold only ASCII case, so an identical spelling must match as it is.
        return Filters.Where(
            column,
            body => Expression.OrElse(Test(Expression.Call(body, _lower), comparison, lower), Test(body, comparison, value.Text))
        );
    }

    /// <summary>A missing value matches no comparison, so its negation with <c>not</c> matches.</summary>
    private static BinaryExpression Test(Expression text, ScimOperator comparison, string value)
    {
        var parameter = Filters.Parameter(value);
        var present = Expression.NotEqual(text, Expression.Constant(null, typeof(string)));
        return comparison switch
        {
            ScimOperator.Co => Expression.AndAlso(present, Call(nameof(string.Contains))),
            ScimOperator.Sw => Expression.AndAlso(present, Call(nameof(string.StartsWith))),
            ScimOperator.Ew => Expression.AndAlso(present, Call(nameof(string.EndsWith))),
            ScimOperator.Gt => Expression.AndAlso(present, Expression.GreaterThan(Order(), Expression.Constant(0))),
            ScimOperator.Ge => Expression.AndAlso(present, Expression.GreaterThanOrEqual(Order(), Expression.Constant(0))),
            ScimOperator.Lt => Expression.AndAlso(present, Expression.LessThan(Order(), Expression.Constant(0))),
            ScimOperator.Le => Expression.AndAlso(present, Expression.LessThanOrEqual(Order(), Expression.Constant(0))),
            ScimOperator.Eq or ScimOperator.Ne => Expression.Equal(text, parameter),
        };

        Expression Call(string method) => Expression.Call(text, typeof(string).GetMethod(method, [typeof(string)])!, parameter);

        Expression Order() => Expression.Call(_compare, text, parameter);
    }
}

internal sealed class TruthColumn<T>(Expression<Func<T, bool>> column) : FilterColumn<T>
{
    public override Expression<Func<T, bool>> Present => _ => true;

    public override Outcome<Expression<Func<T, bool>>> Compare(ScimOperator comparison, ScimValue value) =>
        (comparison, bool.TryParse(value.Text, out var truth)) switch
        {
            (not (ScimOperator.Eq or ScimOperator.Ne), _) => NotFor(comparison, "true and false"),
            (_, false) => new Refusal("invalidFilter", "Only true and false can be asked here."),
            _ => truth == (comparison == ScimOperator.Eq) ? column : Filters.Not(column),
        };
}

internal sealed class TimeColumn<T>(Expression<Func<T, DateTime>> column) : FilterColumn<T>
{
    public override Expression<Func<T, bool>> Present => _ => true;

    public override Outcome<Expression<Func<T, bool>>> Compare(ScimOperator comparison, ScimValue value)
    {
        if (
            !DateTimeOffset.TryParse(value.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            || instant.Year < 1900
        )
        {
            return new Refusal("invalidFilter", "A time is written as 2026-11-24T09:30:00Z.");
        }

        var parameter = Filters.Parameter(instant.UtcDateTime);
        Func<Expression, Expression, Expression>? test = comparison switch
        {
            ScimOperator.Eq => Expression.Equal,
            ScimOperator.Ne => Expression.NotEqual,
            ScimOperator.Gt => Expression.GreaterThan,
            ScimOperator.Ge => Expression.GreaterThanOrEqual,
            ScimOperator.Lt => Expression.LessThan,
            ScimOperator.Le => Expression.LessThanOrEqual,
            ScimOperator.Co or ScimOperator.Sw or ScimOperator.Ew => null,
        };
        return test is null ? NotFor(comparison, "a time") : Filters.Where(column, body => test(body, parameter));
    }
}

/// <summary>An attribute that is only compared as a whole.</summary>
/// <param name="equal">Returns null for a text that can't be a value of the attribute.</param>
internal sealed class WholeColumn<T>(Func<string, Expression<Func<T, bool>>?> equal, Expression<Func<T, bool>> present) : FilterColumn<T>
{
    public override Expression<Func<T, bool>> Present => present;

    public override Outcome<Expression<Func<T, bool>>> Compare(ScimOperator comparison, ScimValue value)
    {
        if (comparison is not (ScimOperator.Eq or ScimOperator.Ne))
        {
            return NotFor(comparison, "this attribute");
        }

        var same = value.Kind == ScimValueKind.Null ? Filters.Not(present) : equal(value.Text) ?? (_ => false);
        return comparison == ScimOperator.Eq ? same : Filters.Not(same);
    }
}

/// <summary>
/// An attribute with the same value for everyone who has a value of <paramref name="owner"/>, such as the type of the only stored mail
/// address.
/// </summary>
internal sealed class FixedColumn<T>(string text, Expression<Func<T, bool>> owner) : FilterColumn<T>
{
    public override Expression<Func<T, bool>> Present => owner;

    public override Outcome<Expression<Func<T, bool>>> Compare(ScimOperator comparison, ScimValue value)
    {
        var order = string.Compare(text, value.Text, StringComparison.OrdinalIgnoreCase);
        var met = comparison switch
        {
            ScimOperator.Eq => order == 0,
            ScimOperator.Ne => order != 0,
            ScimOperator.Co => text.Contains(value.Text, StringComparison.OrdinalIgnoreCase),
            ScimOperator.Sw => text.StartsWith(value.Text, StringComparison.OrdinalIgnoreCase),
            ScimOperator.Ew => text.EndsWith(value.Text, StringComparison.OrdinalIgnoreCase),
            ScimOperator.Gt => order > 0,
            ScimOperator.Ge => order >= 0,
            ScimOperator.Lt => order < 0,
            ScimOperator.Le => order <= 0,
        };
        return met ? owner : _ => false;
    }
}

/// <summary>A standard attribute that is not stored; no one has a value.</summary>
internal sealed class AbsentColumn<T> : FilterColumn<T>
{
    public override Expression<Func<T, bool>> Present => _ => false;

    public override Outcome<Expression<Func<T, bool>>> Compare(ScimOperator comparison, ScimValue value) =>
        comparison == (value.Kind == ScimValueKind.Null ? ScimOperator.Eq : ScimOperator.Ne) ? Filters.Not(Present) : Present;
}
