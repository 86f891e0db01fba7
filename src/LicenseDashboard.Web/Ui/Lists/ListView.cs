using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LicenseDashboard.Web.Ui.Lists;

/// <summary>
/// A viewer's choices for one list. As text it is the value of a cookie, such as <c>rows-100.compact.hide-manager.wide-name</c>.
/// </summary>
public sealed partial record ListView
{
    private const int LongestText = 600;

    public static ListView Standard { get; } = new();

    /// <summary>Rows of a page; null for what the list starts with.</summary>
    public int? Rows { get; init; }

    public bool IsCompact { get; init; }

    /// <summary>Keys of the columns that are not shown.</summary>
    public ImmutableSortedSet<string> Hidden { get; init; } = [];

    /// <summary>Widths by key of the column, but for those of standard width.</summary>
    public ImmutableSortedDictionary<string, ColumnWidth> Widths { get; init; } = ImmutableSortedDictionary<string, ColumnWidth>.Empty;

    /// <summary>Keys of the columns from left to right; empty for the list's own order.</summary>
    public ImmutableList<string> Order { get; init; } = [];

    public bool IsStandard => Text.Length == 0;

    public string Text =>
        string.Join(
            '.',
            new[] { Rows is { } rows ? string.Create(CultureInfo.InvariantCulture, $"rows-{rows}") : "", IsCompact ? "compact" : "" }
                .Concat(Hidden.Select(key => "hide-" + key))
                .Concat(Widths.Select(each => (each.Value == ColumnWidth.Wide ? "wide-" : "narrow-") + each.Key))
                .Concat(Order.Select(key => "then-" + key))
                .Where(part => part.Length > 0)
        );

    /// <summary>Parts that are not understood are passed over.</summary>
    public static ListView Of(string? text) =>
        text is null or { Length: > LongestText } ? Standard : text.Split('.').Aggregate(Standard, (view, part) => view.With(part));

    /// <summary>Columns the viewer has not placed stand behind those they have.</summary>
    public int PlaceOf(string column) => Order.IndexOf(column) is >= 0 and var place ? place : int.MaxValue;

    public ColumnWidth WidthOf(string column) => Widths.GetValueOrDefault(column, ColumnWidth.Standard);

    public ListView Toggled(string column) => this with { Hidden = Hidden.SymmetricExcept([column]) };

    public ListView Sized(string column, ColumnWidth width) =>
        this with
        {
            Widths = width == ColumnWidth.Standard ? Widths.Remove(column) : Widths.SetItem(column, width),
        };

    /// <summary>The column one step wider; after the widest comes the narrowest.</summary>
    public ListView Widened(string column) =>
        Sized(
            column,
            WidthOf(column) switch
            {
                ColumnWidth.Narrow => ColumnWidth.Standard,
                ColumnWidth.Standard => ColumnWidth.Wide,
                ColumnWidth.Wide => ColumnWidth.Narrow,
            }
        );

    private ListView With(string part) =>
        Part().Match(part) is not { Success: true } match
            ? this
            : (match.Groups["what"].Value, match.Groups["of"].Value) switch
            {
                ("rows", var rows) when ReadingList.Sizes.FirstOrDefault(size => $"{size}" == rows) is > 0 and var size => this with
                {
                    Rows = size,
                },
                ("compact", "") => this with { IsCompact = true },
                ("hide", { Length: > 0 } column) => this with { Hidden = Hidden.Add(column) },
                ("wide", { Length: > 0 } column) => Sized(column, ColumnWidth.Wide),
                ("narrow", { Length: > 0 } column) => Sized(column, ColumnWidth.Narrow),
                ("then", { Length: > 0 } column) when !Order.Contains(column) => this with { Order = Order.Add(column) },
                _ => this,
            };

    [GeneratedRegex("^(?<what>[a-z]+)(-(?<of>[a-z0-9-]{1,40}))?$")]
    private static partial Regex Part();
}
