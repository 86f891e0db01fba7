using System.Globalization;
using System.Text.Json.Nodes;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using Xunit;
using static LicenseDashboard.Core.Tests.Billing.MoneyGolden;

namespace LicenseDashboard.Core.Tests.Billing;

/// <summary>money-golden.json comes out exactly.</summary>
public class MoneyGoldenTests
{
    public static TheoryData<string> Ids => [.. Cases.Select(one => (string)one["id"]!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case_comes_out_exactly(string id)
    {
        var one = Cases.Single(each => (string)each["id"]! == id);
        var book = new BillingBook(Facts(one), Rows(one));
        var expected = one["expect"]!.AsObject();
        Known(expected, "closed", "coming", "renewals", "rows", "filters", "batch", "totals");
        var contract = (string)one["contracts"]![0]!["id"]!;
        var approved = SavingsChain.Order(book, book.Rows.Where(row => row.Approved));
        var coming = Bills.Coming(book, approved);
        var priced = SavingsChain.Price(book);

        Each(expected, "closed", (day, bill) => CheckBill(bill, Bills.SoFar(book, MonthOf(day))!, contract, PeriodState.Closed, day));
        Each(
            expected,
            "coming",
            (day, bill) => CheckBill(bill, coming.Single(each => Iso(Of(each, contract).First) == day), contract, PeriodState.Coming, day)
        );
        if (expected["renewals"] is { } renewals)
        {
            CheckRenewals(renewals.AsArray(), book, contract);
        }

        Each(expected, "rows", (row, price) => CheckRow(price, priced[row], one));
        Each(expected, "filters", (rows, total) => CheckTotal(total, priced.Total(row => rows.Split('+').Contains(row.Id))));
        Each(expected, "batch", (rows, total) => CheckTotal(total, priced.Batch(rows.Split('+'))));
        Each(
            expected,
            "totals",
            (name, total) =>
                CheckTotal(
                    total,
                    name switch
                    {
                        "potential" => priced.Potential,
                        "approved" => priced.Approved,
                        _ => throw new FormatException($"Total {name}."),
                    }
                )
        );
    }

    private static void CheckBill(JsonObject expected, Bill bill, string contract, PeriodState state, string day)
    {
        Known(expected, "lines", "contract", "noLine", "unpriced", "total");
        Assert.Equal((day, state), (Iso(Of(bill, contract).First), Of(bill, contract).State));
        var lines = bill.Contracts.SelectMany(each => each.Lines).ToDictionary(line => line.Sku);
        Each(expected, "lines", (sku, line) => CheckLine(line, lines[sku]));
        Equal(expected["contract"], bill.Contracts.Single(each => each.Contract == contract).Micros);
        Equal(expected["total"], bill.Total.Micros);
        if (expected["noLine"] is JsonObject outside)
        {
            Assert.Equal(
                outside.ToDictionary(each => each.Key, each => Micros(each.Value!)),
                bill.Outside.Where(each => each.Micros is not null).ToDictionary(each => each.Sku, each => each.Micros!.Value)
            );
        }

        if (expected["unpriced"] is JsonObject unpriced)
        {
            Assert.Equal(
                unpriced.ToDictionary(each => each.Key, each => (int)each.Value!),
                bill.Outside.Where(each => each.Micros is null).ToDictionary(each => each.Sku, each => each.Billable)
            );
            Assert.False(bill.IsComplete);
        }
    }

    private static void CheckLine(JsonObject expected, LineBill line)
    {
        Known(expected, "billable", "committed", "commitment", "overage", "over");
        Assert.Equal((int?)expected["billable"] ?? line.Billable, line.Billable);
        Assert.Equal((int?)expected["committed"] ?? line.Committed, line.Committed);
        Assert.Equal((int?)expected["over"] ?? line.Charge.Over, line.Charge.Over);
        Equal(expected["commitment"], line.Charge.CommitmentMicros);
        Equal(expected["overage"], line.Charge.OverageMicros);
    }

    private static void CheckRenewals(JsonArray expected, BillingBook book, string contract) =>
        Assert.Equal(
            expected.Select(each => ((string?)each!["on"]!, (string?)each["notice"], (bool)each["changes"]!)),
            Renewal
                .Of(book.Contracts.Single(each => each.Id == contract), book.Facts.Today, book.Horizon)
                .Select(each => (Iso(each.On), Iso(each.Notice), each.Changes))
        );

    private static void CheckRow(JsonObject expected, PricedRow row, JsonObject one)
    {
        Known(expected, "list", "cash", "cashFrom", "horizon", "cost", "lane");
        Equal(expected["list"], row.ListMicros);
        CheckCash(expected, row.Cash);
        if (expected["lane"] is { } lane)
        {
            var given = one["rows"]!.AsArray().Single(each => (string)each!["id"]! == row.Row.Id)!.AsObject();
            Assert.Equal((string)lane!, row.NeedsReview ? "review" : Lane(given));
        }
    }

    private static void CheckTotal(JsonObject expected, SavingsTotal total)
    {
        Known(expected, "list", "cash", "cashFrom", "horizon", "cost");
        Equal(expected["list"], total.ListMicros);
        CheckCash(expected, total.Cash);
    }

    private static void CheckCash(JsonObject expected, CashSaving? cash)
    {
        if (expected.TryGetPropertyValue("cash", out var amount) && amount is null)
        {
            Assert.Null(cash);
            return;
        }

        Equal(amount, cash?.MonthlyMicros);
        Equal(expected["horizon"], cash?.HorizonMicros);
        Equal(expected["cost"], cash?.CostMicros);
        if (expected.TryGetPropertyValue("cashFrom", out var from))
        {
            Assert.Equal((string?)from, Iso(cash?.From));
        }
    }

    private static void Equal(JsonNode? expected, long? micros)
    {
        if (expected is not null)
        {
            Assert.Equal(Micros(expected), micros);
        }
    }

    private static void Each(JsonObject expected, string key, Action<string, JsonObject> check)
    {
        foreach (var (name, value) in expected[key] as JsonObject ?? [])
        {
            check(name, value!.AsObject());
        }
    }

    private static BillingPeriod Of(Bill bill, string contract) => bill.Contracts.Single(each => each.Contract == contract).Period;

    private static string? Iso(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static int MonthOf(string day) => BillingPeriod.MonthOf(DateOnly.Parse(day, CultureInfo.InvariantCulture));
}
