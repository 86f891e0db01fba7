using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Spend;
using LicenseDashboard.Web.Ui;
using LicenseDashboard.Web.Ui.Charts;

namespace LicenseDashboard.Web.Spend;

/// <summary>The chart of months: columns of what was billed, then of the forecast, with its range, the budget and marks. Pure.</summary>
/// <param name="Months">In the order of the columns.</param>
internal sealed record SpendDrawing(
    IReadOnlyList<int> Months,
    IReadOnlyList<ChartSeries> Series,
    IReadOnlyList<ChartBand> Bands,
    string Summary
)
{
    /// <summary>Departments and managers beyond these are one color.</summary>
    public const int MostParts = 7;

    private static readonly string[] Colors =
    [
        "--sku-cx3",
        "--sku-cx1",
        "--sku-cx2",
        "--sku-cx4",
        "--sku-addon",
        "--sku-communicate",
        "--accent",
    ];

    public static SpendDrawing Of(PlatformSpend spend, PlatformForecast? forecast, SpendAddress address)
    {
        var ahead = address.To is null ? forecast?.Forecast.Months ?? [] : [];
        List<int> months = [.. spend.Months.Select(month => month.Month).Union(ahead.Select(month => month.Month)).Order()];
        var billed = spend.Months.ToDictionary(month => month.Month);
        var expected = ahead.ToDictionary(month => month.Month);
        List<ChartSeries> series =
        [
            .. address.Split ? Split(months, billed) : Parts(months, spend.Months, address.GroupBy),
            .. ahead.Count == 0
                ? Array.Empty<ChartSeries>()
                :
                [
                    Of("Forecast", months, month => Rest(expected, billed, month), "--border-strong"),
                    .. forecast!.Forecast.NoRange is null
                        ?
                        [
                            Of("Forecast, low", months, month => expected.GetValueOrDefault(month)?.LowMicros, "--text-3") with
                            {
                                Line = true,
                                Dashed = true,
                            },
                            Of("Forecast, high", months, month => expected.GetValueOrDefault(month)?.HighMicros, "--text-3") with
                            {
                                Line = true,
                                Dashed = true,
                            },
                        ]
                        : Array.Empty<ChartSeries>(),
                ],
        ];
        var budgets = (forecast?.Budgets ?? []).ToDictionary(budget => budget.Check.Year, budget => budget.Check.BudgetMicros);
        if (months.Any(month => budgets.ContainsKey(MonthNumber.Year(month))))
        {
            series.Add(
                Of(
                    "Budget, a twelfth",
                    months,
                    month => budgets.TryGetValue(MonthNumber.Year(month), out var year) ? year / 12 : null,
                    "--danger"
                ) with
                {
                    Line = true,
                }
            );
        }

        return new SpendDrawing(months, series, BandsOf(months, forecast?.Marks ?? []), Words(spend, forecast, ahead));
    }

    private static IEnumerable<ChartSeries> Split(List<int> months, Dictionary<int, SpendMonth> billed) =>
        [
            Of("Commitment", months, month => billed.GetValueOrDefault(month)?.CommitmentMicros, "--accent"),
            Of("Overage", months, month => billed.GetValueOrDefault(month)?.OverageMicros, "--warning"),
        ];

    private static IEnumerable<ChartSeries> Parts(List<int> months, IReadOnlyList<SpendMonth> billed, SpendGroup by)
    {
        var totals = billed
            .SelectMany(month => month.Parts)
            .GroupBy(part => (part.Key, part.Name))
            .OrderByDescending(part => part.Sum(each => each.Micros))
            .ThenBy(part => part.Key.Key, StringComparer.Ordinal)
            .Select(part => part.Key)
            .ToList();
        var shown = totals.Take(MostParts).ToList();
        var byMonth = billed.ToDictionary(month => month.Month, month => month.Parts);
        var colors = new HashSet<string>();
        foreach (var part in shown)
        {
            var own =
                by == SpendGroup.Sku && part.Key.Length > 0 ? SkuColor.Token(part.Key)
                : part.Key.Length == 0 ? "--text-3"
                : Colors[0];
            var color = colors.Contains(own) ? Colors.First(each => !colors.Contains(each)) : own;
            colors.Add(color);
            yield return Of(part.Name, months, month => Sum(month, each => (each.Key, each.Name) == part), color);
        }

        if (totals.Count > shown.Count)
        {
            yield return Of("Others", months, month => Sum(month, each => !shown.Contains((each.Key, each.Name))), "--text-3");
        }

        long? Sum(int month, Func<SpendPart, bool> which) =>
            byMonth.TryGetValue(month, out var parts) ? parts.Where(which).Sum(part => part.Micros) : null;
    }

    /// <summary>Of the open month what is still to come, of others all.</summary>
    private static long? Rest(Dictionary<int, ForecastMonth> expected, Dictionary<int, SpendMonth> billed, int month) =>
        expected.TryGetValue(month, out var whole) ? Math.Max(0, whole.Micros - (billed.GetValueOrDefault(month)?.TotalMicros ?? 0)) : null;

    private static ChartSeries Of(string name, List<int> months, Func<int, long?> micros, string color) =>
        new(name, [.. months.Select(month => micros(month) is { } value ? SpendWords.Amount(value) : (double?)null)], color);

    /// <summary>Marks that lie in the months shown, seasons cut to them.</summary>
    private static IReadOnlyList<ChartBand> BandsOf(List<int> months, IReadOnlyList<SpendMark> marks) =>
        months.Count == 0
            ? []
            :
            [
                .. marks
                    .Select(mark =>
                        (Mark: mark, First: MonthNumber.Of(Shown(mark, mark.First)), Last: MonthNumber.Of(Shown(mark, mark.Last)))
                    )
                    .Where(mark => mark.First <= months[^1] && mark.Last >= months[0])
                    .Select(mark => new ChartBand(
                        SpendWords.Month(Math.Max(mark.First, months[0])),
                        SpendWords.Month(Math.Min(mark.Last, months[^1])),
                        SpendWords.Of(mark.Mark),
                        Hatched: mark.Mark.Kind != SpendMarkKind.Season
                    )),
            ];

    /// <summary>A term ends on the day before the next one begins, and with it the forecast.</summary>
    private static DateOnly Shown(SpendMark mark, DateOnly day) => mark.Kind == SpendMarkKind.Renewal ? day.AddDays(-1) : day;

    private static string Words(PlatformSpend spend, PlatformForecast? forecast, IReadOnlyList<ForecastMonth> ahead)
    {
        var closed = spend.Months.LastOrDefault(month => month.Kind == Core.Billing.BillKind.Closed);
        var last = closed is null
            ? "No month is closed yet."
            : $"{SpendWords.LongMonth(closed.Month)} cost {SpendWords.Money(closed.TotalMicros, spend.Currency)}.";
        return ahead.Count == 0 || forecast is null
            ? last
            : $"{last} The forecast through {SpendWords.LongMonth(ahead[^1].Month)} is "
                + $"{SpendWords.Money(forecast.Forecast.TotalMicros, spend.Currency)}"
                + (
                    forecast.Forecast.NoRange is null
                        ? $", {SpendWords.Range(forecast.Forecast, spend.Currency)}."
                        : $". {forecast.Forecast.NoRange}"
                );
    }
}
