using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LicenseDashboard.Application.Persistence.Bulk;

/// <summary>How rows of an entity are told apart and written in bulk.</summary>
/// <param name="key">What identifies a row: the primary key or a unique index, as <c>p => new { p.PlatformKey, p.VendorId }</c>.</param>
/// <param name="keep">What an existing row keeps, whatever the new one says: <c>p => new { p.Id }</c>.</param>
public sealed class BulkTable<T>(Expression<Func<T, object>> key, Expression<Func<T, object>>? keep = null)
    where T : class
{
    private readonly HashSet<string> _key = Names(key);
    private readonly HashSet<string> _keep = keep is null ? [] : Names(keep);

    internal Columns On(IModel model)
    {
        var type = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not part of the model.");

        // Keys that the database gives out are its own, unless they identify the row.
        var properties = type.GetProperties()
            .Where(property => _key.Contains(property.Name) || property.ValueGenerated != ValueGenerated.OnAdd)
            .ToList();
        return new Columns(type, [.. properties.OrderByDescending(property => _key.Contains(property.Name))], _key, _keep);
    }

    private static HashSet<string> Names(Expression<Func<T, object>> members) =>
        members.Body switch
        {
            NewExpression { Members: { } named } => [.. named.Select(member => member.Name)],
            MemberExpression member => [member.Member.Name],
            UnaryExpression { Operand: MemberExpression member } => [member.Member.Name],
            _ => throw new ArgumentException("Name properties, as p => new { p.A, p.B }.", nameof(members)),
        };

    /// <summary>The columns of one model, keys first.</summary>
    internal sealed class Columns(IEntityType type, IReadOnlyList<IProperty> properties, HashSet<string> key, HashSet<string> keep)
    {
        private readonly int _keys = properties.Count(property => key.Contains(property.Name));

        public BulkShape Shape { get; } =
            new(
                type.GetTableMappings().Single().Table.Name,
                [
                    .. properties.Select(property => new BulkColumn(
                        property.GetTableColumnMappings().Single().Column.Name,
                        key.Contains(property.Name),
                        keep.Contains(property.Name) ? OnConflict.Keep : OnConflict.Replace,
                        property.IsNullable
                    )),
                ]
            );

        public object?[] Cells(T row) => [.. properties.Select(property => Stored(property, row))];

        public object?[] Key(T row) => [.. properties.Take(_keys).Select(property => Stored(property, row))];

        /// <summary>Equal where a write would change nothing.</summary>
        public bool Same(T left, T right) =>
            properties
                .Where(property => !keep.Contains(property.Name))
                .All(property => Equals(Stored(property, left), Stored(property, right)));

        private static object? Stored(IProperty property, T row)
        {
            var value = property.GetGetter().GetClrValue(row);
            return property.GetTypeMapping().Converter is { } converter && value is not null ? converter.ConvertToProvider(value) : value;
        }
    }
}
