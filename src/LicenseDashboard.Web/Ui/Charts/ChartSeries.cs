namespace LicenseDashboard.Web.Ui.Charts;

public enum ChartKind
{
    Column,
    StackedColumn,
    Line,
    Area,
    StackedArea,
}

/// <summary>One line or one color of columns.</summary>
/// <param name="Values">One for each category; null where nothing is known, which is drawn as a gap and never as zero.</param>
/// <param name="Color">Name of a token in <c>tokens.css</c>, such as <c>--sku-cx3</c>; null = the accent.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values, string? Color = null);

/// <summary>A stretch of categories marked behind the values: the window of a rule (shaded), or days not covered (hatched).</summary>
/// <param name="From">First category, inclusive.</param>
/// <param name="To">Last category, inclusive.</param>
public sealed record ChartBand(string From, string To, string Label, bool Hatched = false);

/// <summary>A level to compare with, such as what is entitled.</summary>
public sealed record ChartLevel(double Value, string Label);
