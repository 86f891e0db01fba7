using System.Collections.Immutable;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Ui;

/// <summary>The order of the columns and how a cell of each looks.</summary>
public sealed partial class Grid<TItem>
{
    // The name of a row and its buttons keep their places.
    private IReadOnlyList<Column<TItem>> Arranged
    {
        get
        {
            var moved = new Queue<Column<TItem>>(_columns.Where(column => column.CanBeHidden).OrderBy(column => View.PlaceOf(column.Key)));
            return [.. _columns.Select(column => column.CanBeHidden ? moved.Dequeue() : column)];
        }
    }

    /// <param name="by">1 to the right, -1 to the left.</param>
    private ListView Moved(string key, int by)
    {
        List<string> shown = [.. Movable.Select(column => column.Key)];
        if (shown.IndexOf(key) is >= 0 and var at && shown.ElementAtOrDefault(at + by) is { } other)
        {
            var order = Keys(Arranged)
                .Select(each =>
                    each == key ? other
                    : each == other ? key
                    : each
                )
                .ToImmutableList();
            return View with { Order = order.SequenceEqual(Keys(_columns)) ? [] : order };
        }

        return View;
    }

    private static IEnumerable<string> Keys(IEnumerable<Column<TItem>> columns) =>
        columns.Where(column => column.CanBeHidden).Select(column => column.Key);

    private static string? CardLabel(Column<TItem> column) => column.Kind is ColumnKind.Actions or ColumnKind.Story ? null : column.Title;

    private static string? Class(Column<TItem> column) =>
        column.Kind switch
        {
            ColumnKind.Number => "num",
            ColumnKind.Story => "story",
            ColumnKind.Actions => "actions",
            _ => null,
        };
}
