using System.Buffers.Text;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Persistence;

/// <summary>
/// A total order that allows reading on from any row: by a field, then by keys that are unique together. A cursor contains the values of
/// the last row, so rows added or removed in the meantime don't shift others.
/// </summary>
internal sealed class Keyset<T>
{
    private readonly string _sort;
    private readonly List<(Expression<Func<T, object?>> Field, bool Descending)> _columns;

    /// <summary>Position of the first key among the columns.</summary>
    private readonly int _key = 1;

    /// <param name="sort">As named by the caller, with a leading <c>-</c> for descending. A cursor of another sort is refused.</param>
    public Keyset(string sort, Expression<Func<T, object?>> field, params IReadOnlyList<Expression<Func<T, object?>>> keys)
    {
        _sort = sort;
        _columns = [(field, sort.StartsWith('-')), .. keys.Select(key => (key, false))];
    }

    private Keyset(Keyset<T> order, string name, IReadOnlyList<Expression<Func<T, object?>>> lead)
    {
        _sort = $"{name}/{order._sort}";
        _columns = [.. lead.Select(field => (field, false)), .. order._columns];
        _key = lead.Count + order._key;
    }

    /// <summary>The same order within groups: rows with the same values stand together.</summary>
    /// <param name="name">Of the grouping; a cursor of another one is refused.</param>
    public Keyset<T> GroupedBy(string name, params IReadOnlyList<Expression<Func<T, object?>>> fields) => new(this, name, fields);

    public IOrderedQueryable<T> Sorted(IQueryable<T> rows) =>
        _columns
            .Skip(1)
            .Aggregate(
                _columns[0].Descending ? rows.OrderByDescending(_columns[0].Field) : rows.OrderBy(_columns[0].Field),
                (sorted, column) => column.Descending ? sorted.ThenByDescending(column.Field) : sorted.ThenBy(column.Field)
            );

    /// <summary>The rows of a page and the cursor after its last row; null on the last page.</summary>
    public async Task<Outcome<(IReadOnlyList<T> Items, string? Next)>> ReadAsync(IQueryable<T> rows, Page page, CancellationToken ct)
    {
        var from = From(rows, page);
        if (from.Refusal is { } refusal)
        {
            return refusal;
        }

        var taken = await from.Value[0].ToListAsync(ct);
        if (taken.Count <= page.Take)
        {
            return (taken, null);
        }

        var last = taken[page.Take - 1];
        return (taken[..page.Take], Cursor([.. _columns.Select(column => column.Field.Compile()(last))]));
    }

    /// <summary>
    /// The same for a table whose rows are too wide to sort: reads only the columns of the order and returns the first key of each row.
    /// </summary>
    public async Task<Outcome<(IReadOnlyList<TKey> Keys, string? Next)>> KeysAsync<TKey>(
        IQueryable<T> rows,
        Page page,
        CancellationToken ct
    )
    {
        var from = From(rows, page);
        if (from.Refusal is { } refusal)
        {
            return refusal;
        }

        var row = Expression.Parameter(typeof(T), "row");
        var values = Expression.NewArrayInit(
            typeof(object),
            _columns.Select(column => Expression.Convert(Body(column.Field, row), typeof(object)))
        );
        var taken = await from.Value[0].Select(Expression.Lambda<Func<T, object?[]>>(values, row)).ToListAsync(ct);
        return ([.. taken.Take(page.Take).Select(one => (TKey)one[_key]!)], taken.Count <= page.Take ? null : Cursor(taken[page.Take - 1]));
    }

    /// <summary>Reads one more row than the page holds, which shows whether there is another page.</summary>
    private Outcome<IQueryable<T>[]> From(IQueryable<T> rows, Page page)
    {
        if (page.After is not { } after)
        {
            return new[] { Sorted(rows).Skip(page.Skip).Take(page.Take + 1) };
        }

        return Values(after) is { } values
            ? new[] { Sorted(rows.Where(Behind(values))).Take(page.Take + 1) }
            : Refusal.Invalid("after is not a next value for this sort order. Start from the first page.") with
            {
                Field = "after",
            };
    }

    private string Cursor(object?[] values) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<object?[]>([_sort, .. values]));

    private object?[]? Values(string cursor)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(cursor));
            var parts = json.RootElement.EnumerateArray().ToList();
            var row = Expression.Parameter(typeof(T));
            return parts.Count == _columns.Count + 1 && parts[0].GetString() == _sort
                ? [.. _columns.Select((column, at) => parts[at + 1].Deserialize(Body(column.Field, row).Type))]
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private Expression<Func<T, bool>> Behind(object?[] values)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression? behind = null;
        for (var at = _columns.Count - 1; at >= 0; at--)
        {
            var field = Body(_columns[at].Field, row);
            var past = Past(field, values[at], _columns[at].Descending);
            var same = Expression.Equal(field, Value(values[at], field.Type));
            behind = behind is null ? past : Expression.OrElse(past, Expression.AndAlso(same, behind));
        }

        return Expression.Lambda<Func<T, bool>>(behind!, row);
    }

    /// <summary>Both databases sort nulls first, and last in descending order.</summary>
    private static Expression Past(Expression field, object? value, bool descending)
    {
        var mayBeEmpty = !field.Type.IsValueType || Nullable.GetUnderlyingType(field.Type) is not null;
        if (value is null)
        {
            return descending ? Expression.Constant(false) : Expression.NotEqual(field, Expression.Constant(null, field.Type));
        }

        var plain = Nullable.GetUnderlyingType(field.Type) ?? field.Type;
        var method = plain == typeof(string) || plain == typeof(bool) || plain.IsEnum ? Order.Method(plain) : null;
        Expression past = descending
            ? Expression.LessThan(field, Value(value, field.Type), liftToNull: false, method)
            : Expression.GreaterThan(field, Value(value, field.Type), liftToNull: false, method);
        return descending && mayBeEmpty ? Expression.OrElse(past, Expression.Equal(field, Expression.Constant(null, field.Type))) : past;
    }

    /// <summary>A parameter of the statement, so that every page uses the same statement; null is written as a literal.</summary>
    private static Expression Value(object? value, Type type) =>
        value is null
            ? Expression.Constant(null, type)
            : Expression.Field(
                Expression.Constant(Activator.CreateInstance(typeof(KeysetValue<>).MakeGenericType(type), value)),
                nameof(KeysetValue<int>.Value)
            );

    private static Expression Body(Expression<Func<T, object?>> field, ParameterExpression row) =>
        new Renamed(field.Parameters[0], row).Visit(
            field.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand : field.Body
        );

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }

    /// <summary>C# can't compare strings and enums with operators. The database can, and the expression only needs the operator.</summary>
    private static class Order
    {
        public static MethodInfo Method(Type type) =>
            typeof(Order).GetMethod(nameof(Compare), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);

        private static bool Compare<TValue>(TValue left, TValue right) =>
            throw new NotSupportedException("Only the database compares these.");
    }
}

/// <summary>Like a captured variable: the statement takes it as a parameter.</summary>
internal sealed class KeysetValue<TValue>(TValue value)
{
    public readonly TValue Value = value;
}
