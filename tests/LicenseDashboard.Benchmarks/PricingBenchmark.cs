using System.Diagnostics;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// Prices 20,000 live rows of 50,000 people on top of each other over 24 coming periods, against just two bills of all periods: as is, and
/// with every row made. Named and hourly lines, or one concurrent line.
/// </summary>
internal sealed class PricingBenchmark(bool concurrent) : IBenchmark
{
    private const int People = 50_000;
    private const int Rows = 20_000;
    private static readonly DateOnly _today = new(2026, 11, 20);

    private BillingFacts? _facts;
    private IReadOnlyList<SeatChange> _rows = [];
    private int _priced;

    public string Name => concurrent ? "pricing-concurrent" : "pricing";

    public string Unit => "ms";

    public string Goal => concurrent ? "≤ 5,000 ms" : "≤ 1,000 ms";

    public Task PrepareAsync()
    {
        var start = new DateTimeOffset(2026, 10, 1, 8, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        _facts = new BillingFacts
        {
            Today = _today,
            CompleteThrough = _today.AddDays(-2),
            Zone = TimeZoneInfo.Utc,
            Catalogue = Catalogue.Default,
            Contracts = [Contract()],
            People = [.. Enumerable.Range(0, People).Select(number => Person(number, start))],
        };
        _rows =
        [
            .. Enumerable
                .Range(0, Rows)
                .Select(number => new SeatChange
                {
                    Id = $"row-{number:00000}",
                    PersonId = $"{number * 2}",
                    Target = number % 5 == 0 ? [] : ["cloudCX1"],
                    Approved = number % 20 == 0,
                }),
        ];
        return Task.CompletedTask;
    }

    public Task<double?> FloorAsync()
    {
        var book = new BillingBook(_facts!, _rows);
        var watch = Stopwatch.StartNew();
        Bills.Coming(book, []);
        Bills.Coming(book, _rows);
        return Task.FromResult<double?>(watch.Elapsed.TotalMilliseconds);
    }

    public Task<double> RunAsync()
    {
        var book = new BillingBook(_facts!, _rows);
        GC.Collect();
        var watch = Stopwatch.StartNew();
        _priced = SavingsChain.Price(book).Rows.Count(row => row.Cash is not null);
        return Task.FromResult(watch.Elapsed.TotalMilliseconds);
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (figure <= (concurrent ? 5_000 : 1_000) && _priced == Rows, $"{_priced:N0} rows priced");

    private ContractTerms Contract() =>
        new()
        {
            Id = "A",
            Currency = "USD",
            First = new DateOnly(2026, 4, 1),
            Last = new DateOnly(2027, 3, 31),
            NoticeDays = 90,
            Lines =
            [
                Line("cloudCX3", concurrent ? LineBasis.Concurrent : LineBasis.Named, 40_000, 155),
                Line("cloudCX1", concurrent ? LineBasis.Concurrent : LineBasis.Hourly, 5_000, 75),
            ],
        };

    private static LineTerms Line(string sku, LineBasis basis, int committed, long price) =>
        new()
        {
            Sku = sku,
            Basis = basis,
            Committed = committed,
            PriceMicros = price * 1_000_000,
        };

    /// <summary>Eight hours on each of twenty days, from a start that differs by person.</summary>
    private static BilledPerson Person(int number, long start) =>
        new()
        {
            Id = $"{number}",
            Seats = [new HeldSeats(["cloudCX3"], new DateOnly(2026, 4, 1), null)],
            Presence =
            [
                .. Enumerable
                    .Range(0, 20)
                    .Select(day => start + (day * 86_400L) + (number % 600 * 60L))
                    .Select(from => new PresentFor(from, from + (8 * 3600))),
            ],
        };
}
