using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Contracts;

public sealed class ImportContractsTests : IAsyncLifetime
{
    private const string Header = "contract,currency,first day,last day,sku,basis,committed,price";
    private readonly ContractBench _bench = new();

    public ValueTask InitializeAsync() => _bench.InitializeAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Preview_writes_nothing_and_applying_it_writes_all()
    {
        var file = ContractBench.File(
            Header,
            "a,USD,2026-01-01,2026-12-31,cloudCX1,named,10,75.5",
            "b,USD,2026-01-01,2026-12-31,cloudCX2,Hourly,10,2",
            "a,USD,2026-01-01,2026-12-31,cloudCX3,concurrent,10,155"
        );
        var preview = (await RunAsync(file)).Value;
        Assert.Equal((2, 0, 0, 0, false), (preview.New, preview.Changed, preview.Same, preview.Errors, preview.Applied));
        Assert.Empty(await StoredAsync());
        Assert.Equal("stale", (await RunAsync(file, "other")).Refusal?.Code);
        Assert.True((await RunAsync(file, preview.Preview)).Value.Applied);
        Assert.Equal(
            ["cloudCX1,cloudCX3", "cloudCX2"],
            (await StoredAsync()).Select(terms => string.Join(',', terms.Lines.Select(l => l.Sku)))
        );
        var again = (await RunAsync(file)).Value;
        Assert.Equal((0, 0, 2), (again.New, again.Changed, again.Same));
    }

    [Fact]
    public async Task Export_is_read_back_as_the_same_contracts()
    {
        var terms = A.Terms(
            A.Line("cloudCX1", 10, price: 74.125m) with
            {
                Minimum = 4,
                Included = 2,
                OverageMicros = 80_000_001,
                Cancellable = true,
                Changes =
                [
                    new LineChange(new(2026, 5, 1)) { Committed = 12, PriceMicros = 70_500_000 },
                    new LineChange(new(2026, 6, 1)) { Included = 0 },
                ],
            },
            A.Line("cloudCX2", 3, LineBasis.Concurrent, 150)
        ) with
        {
            PoNumber = "=PO; \"1\"",
            OverUse = OverUse.Hard,
            MinimumMicros = 1_500_000,
            RenewalMonths = 6,
        };
        await _bench.Save.RunAsync(_bench.FinOps, "genesys", null, ContractDraft.Of(terms), TestContext.Current.CancellationToken);
        foreach (var separator in new[] { ",", ";", "\t" })
        {
            var rows = ContractCsv.RowsOf((await StoredAsync()).Single()).Prepend(ContractCsv.Columns);
            var file = rows.Select(row =>
                string.Join(separator, row.Select(cell => $"\"{Safe(cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
            );
            var report = (await RunAsync(ContractBench.File([.. file]))).Value;
            Assert.Equal((1, 0), (report.Same, report.Errors));
        }

        static string Safe(string cell) => cell.StartsWith('=') ? "'" + cell : cell;
    }

    [Fact]
    public async Task Every_problem_is_named_by_its_line_and_column_and_nothing_is_applied()
    {
        var file = ContractBench.File(
            "contract,currency,first day,last day,sku,basis,committed,minimum,price,overage price,changes",
            "a,USD,2026-01-01,2025-12-31,cloudCX1,named,10,11,\"1,234\",x,2026-13-01 prize=4",
            "a,EUR,2026-01-01,2025-12-31,cloudCX1,seats,ten,0,-1,1,",
            "b,USD,2026-01-01,2026-12-31,cloudCX3,named,10,0,75,,"
        );
        var report = (await RunAsync(file)).Value;
        Assert.Equal([2, 3, 4], report.Lines.Select(line => line.Line));
        Assert.Equal(
            [
                "price '1,234' is not an amount. Write it with a decimal point and no separators, such as 1110.50.",
                "overage price 'x' is not an amount. Write it with a decimal point and no separators, such as 1110.50.",
                "changes[0].from '2026-13-01' is not a day. Write it such as 2027-01-31.",
                "changes[0] 'prize=4' is not a change. Write it such as 2027-01-01 committed=120 price=110.5.",
                "last day is 2025-12-31, before the first day 2026-01-01. Enter the last day of the term.",
                "minimum is 11, above the commitment of 10. Use 0 to 10.",
            ],
            report.Lines[0].Messages
        );
        Assert.Equal(
            [
                "basis 'seats' is not one of named, concurrent, hourly.",
                "committed 'ten' is not a whole number. Write it without separators, such as 1200.",
                "currency is not the same as on line 2. Repeat the contract's own terms on each of its rows.",
                "sku 'cloudCX1' is already on line 2. A contract has one line for each SKU.",
                "price is -1. Use 0 to 1,000,000.",
            ],
            report.Lines[1].Messages
        );
        Assert.Equal((ContractOutcome.New, 2), (report.Lines[2].Outcome, report.Errors));
        Assert.Equal("invalid", (await RunAsync(file, report.Preview)).Refusal?.Code);
        Assert.Empty(await StoredAsync());
    }

    [Theory]
    [
        InlineData("74,5", true),
        InlineData("0,125", true),
        InlineData("1,125", false),
        InlineData("1.234,5", false),
        InlineData("1 200", false)
    ]
    public async Task Decimal_comma_is_read_where_it_can_mean_nothing_else(string price, bool read)
    {
        var report = (
            await RunAsync(ContractBench.File(Header.Replace(',', ';'), $"a;USD;2026-01-01;2026-12-31;cloudCX1;named;10;{price}"))
        ).Value;
        Assert.Equal(read ? 0 : 1, report.Errors);
    }

    [Fact]
    public async Task Contracts_of_one_file_and_the_stored_ones_contradict_each_other_by_line()
    {
        await _bench.Save.RunAsync(
            _bench.FinOps,
            "genesys",
            null,
            ContractBench.Draft("old", "gc1WEMupgrade"),
            TestContext.Current.CancellationToken
        );
        var report = (
            await RunAsync(
                ContractBench.File(
                    Header,
                    "a,USD,2026-01-01,2026-12-31,cloudCX1,named,10,75",
                    "b,USD,2026-01-01,2026-12-31,cloudCX1,named,10,75",
                    "c,USD,2026-01-01,2026-12-31,gc1WEMupgrade,named,10,75",
                    "d,EUR,2026-01-01,2026-12-31,cloudCX2,named,10,75"
                )
            )
        ).Value;
        Assert.Equal([0, 1, 1, 1], report.Lines.Select(line => line.Messages.Count));
        Assert.Contains("contract 'old'", report.Lines[2].Messages[0], StringComparison.Ordinal);
        Assert.Contains("one currency", report.Lines[3].Messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_without_its_columns_is_refused()
    {
        Assert.Contains("\"contract\" is missing", (await RunAsync(ContractBench.File("sku"))).Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains(
            "\"colour\" is unknown",
            (await RunAsync(ContractBench.File(Header + ",colour", "a"))).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("0 data lines", (await RunAsync(ContractBench.File(Header))).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sample_can_be_imported()
    {
        var sample = ContractCsv.Sample(Catalogue.Default, new DateOnly(2026, 11, 20));
        var report = (await RunAsync(ContractBench.File([.. sample.Select(row => string.Join(',', row))]))).Value;
        Assert.Equal((1, 0), (report.New, report.Errors));
    }

    private Task<Outcome<ContractImportReport>> RunAsync(byte[] file, string? preview = null) =>
        _bench.Import.RunAsync(_bench.FinOps, "genesys", file, preview, TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<ContractTerms>> StoredAsync() =>
        [.. (await _bench.List.RunAsync(_bench.FinOps, "genesys", TestContext.Current.CancellationToken)).Value.Select(row => row.Terms)];
}
