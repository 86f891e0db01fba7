using System.Globalization;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Web.Ui;
using LicenseDashboard.Web.Ui.Charts;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>The small chart of one feature of one person.</summary>
/// <param name="Values">One value per day; null if nothing is known.</param>
/// <param name="Count">Uses within the window, abbreviated.</param>
/// <param name="Words">The chart in a sentence.</param>
internal sealed record FeatureChart(
    IReadOnlyList<string> Days,
    IReadOnlyList<double?> Values,
    IReadOnlyList<ChartBand> Bands,
    string Count,
    string Words
)
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-US");

    public static FeatureChart Of(FeatureDetail feature, PersonUsageDays usage)
    {
        var days = Enumerable.Range(0, usage.To.DayNumber - usage.From.DayNumber + 1).Select(usage.From.AddDays).ToList();
        var counts = usage.Points.Where(point => point.Feature == feature.Key).ToDictionary(point => point.Day, point => point.Count);
        var coverage = usage.Coverage.FirstOrDefault(each => each.Feature == feature.Key);
        var missing = coverage?.NotCovered.ToHashSet() ?? [];

        // Use that was seen is use, even on an incomplete day; no use on such a day means nothing.
        bool Known(DateOnly day) => counts.ContainsKey(day) || (coverage?.CompleteThrough >= day && !missing.Contains(day));
        List<double?> values = [.. days.Select(day => Known(day) ? counts.GetValueOrDefault(day) : (double?)null)];
        List<ChartBand> bands = [];
        if (feature is { From: { } from, To: { } to } && to >= usage.From)
        {
            bands.Add(new ChartBand(DayText.Of(from < usage.From ? usage.From : from), DayText.Of(to), "window"));
        }

        bands.AddRange(
            Runs(days, Known).Select(run => new ChartBand(DayText.Of(run.From), DayText.Of(run.To), "not covered", Hatched: true))
        );
        var within = usage
            .Points.Where(point => point.Feature == feature.Key && (feature.From is null || point.Day >= feature.From))
            .Sum(point => point.Count);
        return new FeatureChart(
            [.. days.Select(day => DayText.Of(day))],
            values,
            bands,
            within == 0 ? "none" : within.ToString("N0", _english),
            Sentence(feature, usage, within, missing.Count)
        );
    }

    private static string Sentence(FeatureDetail feature, PersonUsageDays usage, int within, int missing)
    {
        var what =
            within == 0
                ? "no " + DowngradeWords.Unit(feature.Key, 2)
                : within.ToString("N0", _english) + " " + DowngradeWords.Unit(feature.Key, within);
        var since = feature.From is { } from ? $"since {DayText.Of(from)}" : $"since {DayText.Of(usage.From)}";
        var last = feature.LastUsedOn is { } day ? $", last on {DayText.Of(day)}" : "";
        var gaps =
            missing == 0 ? "all days covered"
            : missing == 1 ? "1 day not covered"
            : $"{missing} days not covered";
        return $"{FeatureWords.Title(feature.Key)}: {what} {since}{last}; {gaps}.";
    }

    private static IEnumerable<(DateOnly From, DateOnly To)> Runs(List<DateOnly> days, Func<DateOnly, bool> known)
    {
        DateOnly? start = null;
        foreach (var day in days)
        {
            if (!known(day))
            {
                start ??= day;
            }
            else if (start is { } from)
            {
                yield return (from, day.AddDays(-1));
                start = null;
            }
        }

        if (start is { } open)
        {
            yield return (open, days[^1]);
        }
    }
}
