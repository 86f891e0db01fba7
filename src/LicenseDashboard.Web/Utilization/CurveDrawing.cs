using System.Globalization;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Web.Ui;
using LicenseDashboard.Web.Ui.Charts;

namespace LicenseDashboard.Web.Utilization;

/// <summary>
/// The curves of a day as a chart. The days to compare with are laid on the times of the day itself, because an hour more or less on the
/// night of a clock change would shift everything after it.
/// </summary>
/// <param name="Times">Local times at the beginning of the slots.</param>
internal sealed record CurveDrawing(string Summary, IReadOnlyList<string> Times, IReadOnlyList<ChartSeries> Series, ChartLevel? Level)
{
    public static CurveDrawing Nothing { get; } = new("", [], [], null);

    /// <param name="last">What was drawn: equal parts are kept, so that the chart sees what changed.</param>
    public static CurveDrawing Of(UtilizationCurve curve, CurveDrawing last)
    {
        var day = curve.Days[0];
        List<ChartSeries> series =
        [
            new("Signed in", Values(day.SignedIn)),
            new("On queue", Values(day.OnQueue), "--positive"),
            new("Idle", Values(day.Idle), "--warning"),
            .. curve
                .Days.Skip(1)
                .Where(other => other.IsKnown)
                .Select(other => new ChartSeries(
                    other.Kind == CurveKind.DayBefore ? "Day before" : "Week before",
                    Laid(other, day.Labels),
                    other.Kind == CurveKind.DayBefore ? "--text-3" : "--border-strong"
                )),
        ];
        var times = last.Times.SequenceEqual(day.Labels) ? last.Times : day.Labels;
        var level = curve.Entitled is { } entitled && IsNear(curve.Peak, entitled) ? new ChartLevel(entitled, "Contracted") : null;
        return new(Words(curve), times, Same(last.Series, series) ? last.Series : series, level == last.Level ? last.Level : level);
    }

    private static string Words(UtilizationCurve curve)
    {
        if (curve.Peak is not { } peak)
        {
            return "Nothing is known of this day.";
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(curve.TimeZone);
        var at = TimeZoneInfo.ConvertTimeFromUtc(peak.At, zone);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"At most {NumberText.Of(peak.SignedIn, "person was", "people were")} signed in, at {at:H:mm} ({curve.TimeZone})."
        );
    }

    /// <summary>A limit far above the curve would press it flat.</summary>
    private static bool IsNear(CurvePeak? peak, int entitled) => peak is { } most && most.SignedIn * 2 >= entitled;

    private static List<double?> Values(IReadOnlyList<int?> slots) => [.. slots.Select(slot => (double?)slot)];

    private static List<double?> Laid(CurveDay other, IReadOnlyList<string> times)
    {
        var at = new Dictionary<string, double?>(StringComparer.Ordinal);
        for (var slot = 0; slot < other.Labels.Count; slot++)
        {
            at.TryAdd(other.Labels[slot], other.SignedIn[slot]);
        }

        return [.. times.Select(time => at.GetValueOrDefault(time))];
    }

    private static bool Same(IReadOnlyList<ChartSeries> some, List<ChartSeries> others) =>
        some.Count == others.Count
        && some.Zip(others).All(pair => pair.First.Name == pair.Second.Name && pair.First.Values.SequenceEqual(pair.Second.Values));
}
