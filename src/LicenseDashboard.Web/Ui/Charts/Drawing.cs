namespace LicenseDashboard.Web.Ui.Charts;

/// <summary>One value of a chart that is already drawn. As JSON an array would be shorter, but not readable in a trace.</summary>
/// <param name="S">Index of the series.</param>
/// <param name="I">Index of the category.</param>
/// <param name="V">Null means unknown.</param>
internal sealed record ChartChange(int S, int I, double? V);

/// <summary>All that <c>apex.js</c> needs to draw a chart.</summary>
internal sealed record Drawing(
    string File,
    string Title,
    bool Zoom,
    string Kind,
    IReadOnlyList<string> Categories,
    IReadOnlyList<ChartSeries> Series,
    IReadOnlyList<ChartBand> Bands,
    ChartLevel? Level,
    string Unit,
    int Height,
    bool Small
)
{
    /// <summary>Addresses that a click on a category opens; empty if none does.</summary>
    public IReadOnlyList<string?> Links { get; init; } = [];

    /// <summary>
    /// The values that differ from what is drawn, so that a curve that grows sends a point instead of itself. Null if anything else
    /// differs, or if so much does that a new drawing is shorter.
    /// </summary>
    public IReadOnlyList<ChartChange>? ChangesSince(Drawing? last)
    {
        if (
            last is null
            || last with { Categories = Categories, Series = Series, Bands = Bands, Links = Links } != this
            || !last.Categories.SequenceEqual(Categories)
            || !last.Bands.SequenceEqual(Bands)
            || !last.Links.SequenceEqual(Links)
            || last.Series.Count != Series.Count
            || last.Series.Zip(Series).Any(pair => pair.First with { Values = pair.Second.Values } != pair.Second)
        )
        {
            return null;
        }

        var changes = new List<ChartChange>();
        for (var s = 0; s < Series.Count; s++)
        {
            var (before, now) = (last.Series[s].Values, Series[s].Values);
            if (before.Count != now.Count)
            {
                return null;
            }

            changes.AddRange(Enumerable.Range(0, now.Count).Where(i => now[i] != before[i]).Select(i => new ChartChange(s, i, now[i])));
        }

        return changes.Count * 4 > Series.Sum(series => series.Values.Count) ? null : changes;
    }
}
