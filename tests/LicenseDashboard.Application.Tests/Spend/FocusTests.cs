using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Application.Spend.Focus;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using Xunit;
using static LicenseDashboard.Testing.BilledWorld;

namespace LicenseDashboard.Application.Tests.Spend;

public sealed class FocusTests
{
    [Fact]
    public void Data_file_holds_the_columns_of_its_version_once_and_in_order()
    {
        var columns = FocusSchema.Current.Columns;
        Assert.Equal("1.3", FocusSchema.Current.Version);
        Assert.Equal(65, columns.Count);
        Assert.Equal(columns.Select(column => column.Name).Distinct().Order(StringComparer.Ordinal), columns.Select(column => column.Name));
        Assert.All(columns, column => Assert.True(column.EmptyBecause is null || column.Nullable, column.Name));
    }

    [Fact]
    public async Task Every_value_of_every_row_is_what_the_specification_allows()
    {
        await using var bench = await SpendBench.CreateAsync(people: false);
        await AddOddLinesAsync(bench);
        var table = (await bench.Get<FocusExport>().RunAsync(SpendBench.FinOps, null, null, null, CancellationToken.None)).Value;
        Assert.NotEmpty(table.Rows);
        foreach (var (column, index) in FocusSchema.Current.Columns.Select((column, index) => (column, index)))
        {
            var values = table.Rows.Select(row => row[index]).ToList();
            Assert.Equal(column.Name, table.Columns[index].Name);
            Assert.True(column.Nullable || values.All(value => value is not null), $"{column.Name} is null");
            Assert.True(
                (column.EmptyBecause is null) == values.Any(value => value is not null),
                $"{column.Name}: reason and values differ"
            );
            Assert.All(values.OfType<string>(), value => Check(column, value));
        }
    }

    [Fact]
    public async Task Rows_follow_the_rules_between_columns()
    {
        await using var bench = await SpendBench.CreateAsync(people: false);
        await AddOddLinesAsync(bench);
        var table = (await bench.Get<FocusExport>().RunAsync(SpendBench.FinOps, null, null, null, CancellationToken.None)).Value;
        var rows = table.Rows.Select(row => table.Columns.Zip(row).ToDictionary(pair => pair.First.Name, pair => pair.Second)).ToList();
        Assert.All(
            rows,
            row =>
            {
                Assert.Equal(row["ChargeCategory"] == "Usage", row["ConsumedQuantity"] is not null);
                Assert.Equal(row["ConsumedQuantity"] is null, row["ConsumedUnit"] is null);
                Assert.Equal(row["PricingQuantity"] is null, row["PricingUnit"] is null);
                if (row["ChargeCategory"] is "Usage" or "Purchase")
                {
                    Assert.All(
                        (string[])["SkuId", "SkuPriceId", "PricingCategory", "PricingQuantity", "ContractedUnitPrice"],
                        name => Assert.NotNull(row[name])
                    );
                    Assert.Equal(Number(row["ContractedCost"]), Number(row["PricingQuantity"]) * Number(row["ContractedUnitPrice"]));
                }

                Assert.True(string.CompareOrdinal(row["ChargePeriodStart"], row["ChargePeriodEnd"]) < 0);
            }
        );
        await using var db = bench.Database.Open();
        Assert.Equal(
            db.BilledMonths.Where(month => month.Kind == BillKind.Closed).Sum(month => month.TotalMicros) + (60 * Dollar),
            (long)(rows.Sum(row => Number(row["BilledCost"])) * Money.UnitMicros)
        );
    }

    [Fact]
    public async Task Months_narrow_the_rows()
    {
        await using var bench = await SpendBench.CreateAsync(people: false);
        var export = bench.Get<FocusExport>();
        Assert.Equal(3, (await export.RunAsync(SpendBench.FinOps, "genesys", October, October, CancellationToken.None)).Value.Rows.Count);
        Assert.Empty((await export.RunAsync(SpendBench.FinOps, "genesys", November, null, CancellationToken.None)).Value.Rows);
        Assert.Equal("from", (await export.RunAsync(SpendBench.FinOps, null, November, October, CancellationToken.None)).Refusal?.Field);
        Assert.Equal("forbidden", (await export.RunAsync(SpendBench.Manager, null, null, null, CancellationToken.None)).Refusal?.Code);
    }

    /// <summary>Ten dollars of a contract's minimum, fifty of hours without a contract, and use without a price.</summary>
    private static async Task AddOddLinesAsync(SpendBench bench)
    {
        await using var db = bench.Database.Open();
        db.BilledLines.AddRange([
            Odd("contract", "", LineBasis.Named, 0, 10, 0, null),
            Odd("", "cloudCX2", LineBasis.Hourly, 25, 0, 50, 2),
            Odd("", "other", LineBasis.Named, 3, 0, 0, null),
        ]);
        await db.SaveChangesAsync();
    }

    private static BilledLine Odd(string contract, string sku, LineBasis basis, int over, int commitment, int overage, int? price) =>
        new()
        {
            PlatformKey = 1,
            Month = October,
            Kind = BillKind.Closed,
            Contract = contract,
            Sku = sku,
            Basis = basis,
            First = MonthNumber.First(October),
            Last = MonthNumber.First(November).AddDays(-1),
            Billable = over,
            Committed = 0,
            Included = 0,
            IsNeed = false,
            Over = over,
            PriceMicros = price * Dollar,
            OveragePriceMicros = price * Dollar,
            CommitmentMicros = commitment * Dollar,
            OverageMicros = overage * Dollar,
        };

    private static void Check(FocusColumn column, string value)
    {
        Assert.True(column.Values is null || column.Values.Contains(value), $"{column.Name} '{value}' is not allowed");
        switch (column.Type)
        {
            case FocusType.Decimal:
                Number(value);
                break;
            case FocusType.DateTime:
                Assert.Equal(
                    value,
                    DateTime
                        .ParseExact(value, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)
                        .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
                );
                break;
            case FocusType.Json:
                using (var json = JsonDocument.Parse(value))
                {
                    Assert.True(json.RootElement.GetProperty("Elements").GetArrayLength() > 0);
                }

                break;
            case FocusType.String:
                Assert.False(string.IsNullOrWhiteSpace(value), $"{column.Name} is blank");
                break;
        }
    }

    private static decimal Number(string? value) =>
        decimal.Parse(value!, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
