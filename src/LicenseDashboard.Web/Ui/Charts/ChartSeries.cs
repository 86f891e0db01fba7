namespace LicenseDashboard.Web.Ui.Charts;

public enum ChartKind
{
    Column,
    StackedColumn,
    Line,
    Area,
    StackedArea,

    /// <summary>
    /// One series: a total, what was added or taken away, and the total that comes of it. Its axis begins near the totals, or changes
    /// would not be seen beside them.
    /// </summary>
    Waterfall,
}

/// <summary>One line, or one color of columns.</summary>
/// <param name="Values">One value per category; null means unknown, drawn as a gap rather than zero.</param>
/// <param name="Color">Name of a token in <c>tokens.css</c>, such as <c>--sku-cx3</c>; null for the accent.</param>
/// <param name="Line">True for a line over columns, which is not stacked.</param>
/// <param name="Dashed">Lines only: not a fact.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values, string? Color = null, bool Line = false, bool Dashed = false);

/// <summary>A range of categories marked behind the values: the window of a rule (shaded), or days not covered (hatched).</summary>
/// <param name="From">First category, inclusive.</param>
/// <param name="To">Last category, inclusive.</param>
public sealed record ChartBand(string From, string To, string Label, bool Hatched = false);

/// <summary>A level to compare with, such as the entitlement.</summary>
public sealed record ChartLevel(double Value, string Label);
