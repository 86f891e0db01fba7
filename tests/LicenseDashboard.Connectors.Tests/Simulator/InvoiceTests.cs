using System.Net;
using System.Text.Json;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

/// <summary>What the simulator bills, against quantities counted by hand.</summary>
public sealed class InvoiceTests
{
    private const string Contracts = "/api/v2/billing/contracts";

    /// <summary>
    /// Three people on CX 1 all day on weekdays of October; a fourth for 29 minutes on a single day, a fifth for a minute more, and one who
    /// never logs in.
    /// </summary>
    private const string People = """
        {
          "today": "2026-11-20", "timeZone": "UTC", "availableUntil": "2026-11-19T00:00:00Z", "retentionDays": 400,
          "roles": [{"id": "r1", "name": "Voice", "permissions": ["conversation:call:accept"]}],
          "definitions": [{"id": "cloudCX1", "permissions": ["conversation:call:accept"]}],
          "people": [
            {"id": "a", "name": "A", "title": "Agent",
             "state": "active", "roles": ["r1"], "presence": [{"from": "2026-10-01", "to": "2026-10-31"}]},
            {"id": "b", "name": "B", "title": "Agent",
             "state": "active", "roles": ["r1"], "presence": [{"from": "2026-10-01", "to": "2026-10-31"}]},
            {"id": "c", "name": "C", "title": "Agent",
             "state": "active", "roles": ["r1"], "presence": [{"from": "2026-10-01", "to": "2026-10-31"}]},
            {"id": "d", "name": "D", "title": "Agent",
             "state": "active", "roles": ["r1"], "presence": [{"days": ["2026-10-05"], "hours": "10:00-FOURTH"}]},
            {"id": "e", "name": "E", "title": "Agent",
             "state": "active", "roles": ["r1"], "presence": [{"days": ["2026-10-06"], "hours": "10:00-10:01"},
             {"days": ["2026-10-07"], "hours": "10:00-12:00", "status": "OFFLINE"}]},
            {"id": "f", "name": "F", "title": "Agent", "state": "active", "roles": ["r1"]}
          ]
        }
        """;

    [Fact]
    public async Task Named_item_bills_people_who_logged_in_above_what_is_committed()
    {
        var october = await OctoberAsync(BilledBy.User, committed: 3, included: 1);
        Assert.Equal([("Genesys Cloud CX 1", 3, 300m), ("Genesys Cloud CX 1 Overage", 1, 120m)], october);
    }

    [Theory, InlineData("10:28", 3), InlineData("10:29", 4)]
    public async Task Concurrent_item_bills_the_highest_level_that_lasted_30_minutes_in_all(string until, int level)
    {
        // The fifth person adds one minute of four people on another day.
        var october = await OctoberAsync(BilledBy.Concurrent, committed: 1, until: until);
        Assert.Equal(("Genesys Cloud CX 1 Overage", level - 1, 120m * (level - 1)), october[1]);
    }

    [Fact]
    public async Task Hourly_item_bills_all_hours_rounded_up_once()
    {
        // 22 weekdays of eight hours for three people, 28 minutes and one minute.
        var october = await OctoberAsync(BilledBy.Hour, committed: 0);
        Assert.Equal([("Genesys Cloud CX 1 Overage", 529, 529 * 120m)], october);
    }

    [Fact]
    public async Task Change_of_price_and_quantity_counts_from_the_first_month_that_starts_on_its_day()
    {
        var changes = new[] { new BilledChange(new DateOnly(2026, 9, 15), Committed: 4, Price: 90) };
        Assert.Equal(
            [("Genesys Cloud CX 1", 4, 360m), ("Genesys Cloud CX 1 Overage", 1, 120m)],
            await OctoberAsync(BilledBy.User, 3, changes: changes)
        );
        changes = [new BilledChange(new DateOnly(2026, 10, 2), Committed: 4, Price: 90)];
        Assert.Equal(("Genesys Cloud CX 1", 3, 300m), (await OctoberAsync(BilledBy.User, 3, changes: changes))[0]);
    }

    [Fact]
    public async Task Minimum_fills_up_what_the_lines_lack()
    {
        var october = await OctoberAsync(BilledBy.User, committed: 5, minimum: 800);
        Assert.Equal([("Genesys Cloud CX 1", 5, 500m), ("Monthly minimum", 1, 300m)], october);
    }

    [Fact]
    public async Task Each_of_four_months_has_another_mistake()
    {
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                Agents = 300,
                HistoryDays = 150,
                Contract = ContractOf(BilledBy.User, 500, mistakes: true),
            }
        );
        using var http = await simulator.ClientAsync();
        var invoices = await EntitiesAsync(http, Contracts + "/invoices");
        var oddities = new List<string>();
        foreach (var invoice in invoices)
        {
            var lines = await EntitiesAsync(http, $"{Contracts}/invoices/{invoice.GetProperty("id").GetString()}/lines");
            oddities.Add(
                string.Join(
                    "; ",
                    lines.Select(line =>
                        $"{line.GetProperty("name").GetString()} {line.GetProperty("quantity")} at {line.GetProperty("price")}"
                    )
                )
            );
        }

        Assert.Equal(
            [
                "Genesys Cloud CX 1 500 at 100; Premium Care 1 at 950",
                "Genesys Cloud CX 1 500 at 100; Genesys Cloud CX 1 Overage 1 at 120",
                "Genesys Cloud CX 1 500 at 104.00",
                "Genesys Cloud CX 1 510 at 100",
            ],
            oddities
        );
    }

    [Fact]
    public async Task Period_shows_what_was_used_and_unknown_ids_are_not_found()
    {
        await using var simulator = await StartAsync(ContractOf(BilledBy.User, 3));
        using var http = await simulator.ClientAsync();
        var period = await http.ReadAsync(Contracts + "/00012345/billingperiods/p-2026-10-01");
        var charge = period.GetProperty("charges")[0];
        Assert.Equal((5, 2), (charge.GetProperty("actualQuantity").GetInt32(), charge.GetProperty("overageQuantity").GetInt32()));
        foreach (var path in new[] { "/7", "/00012345/billingperiods/p-1", "/invoices/7/lines" })
        {
            using var answer = await http.GetAsync(Contracts + path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Lists_are_read_page_by_page()
    {
        await using var simulator = await StartAsync(ContractOf(BilledBy.User, 3));
        using var http = await simulator.ClientAsync();
        var first = await http.ReadAsync(Contracts + "/invoices?pageSize=1");
        Assert.Equal(1, first.GetProperty("entities").GetArrayLength());
        var second = await http.ReadAsync(first.GetProperty("nextUri").GetString()!);
        Assert.NotEqual(
            first.GetProperty("entities")[0].GetProperty("id").GetString(),
            second.GetProperty("entities")[0].GetProperty("id").GetString()
        );
        using var refused = await http.GetAsync(Contracts + "/invoices?pageSize=201");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private static async Task<List<(string Name, int Quantity, decimal Amount)>> OctoberAsync(
        BilledBy by,
        int committed,
        int included = 0,
        decimal minimum = 0,
        string until = "10:28",
        IReadOnlyList<BilledChange>? changes = null
    )
    {
        await using var simulator = await StartAsync(ContractOf(by, committed, included, minimum, changes), until);
        using var http = await simulator.ClientAsync();
        var lines = await EntitiesAsync(http, Contracts + "/invoices/INV-00012345-202610/lines");
        return lines.ConvertAll(line =>
            (line.GetProperty("name").GetString()!, line.GetProperty("quantity").GetInt32(), line.GetProperty("amount").GetDecimal())
        );
    }

    private static Task<SimulatorFixture> StartAsync(BilledContract contract, string until = "10:28") =>
        SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                Today = null,
                ScenarioJson = People.Replace("FOURTH", until, StringComparison.Ordinal),
                Contract = contract,
            }
        );

    private static BilledContract ContractOf(
        BilledBy by,
        int committed,
        int included = 0,
        decimal minimum = 0,
        IReadOnlyList<BilledChange>? changes = null,
        bool mistakes = false
    ) =>
        new()
        {
            First = new DateOnly(2026, 4, 1),
            Last = new DateOnly(2027, 3, 31),
            Minimum = minimum,
            Mistakes = mistakes,
            Items = [new BilledItem("cloudCX1", by, committed, 100, 120) { Included = included, Changes = changes ?? [] }],
        };

    private static async Task<List<JsonElement>> EntitiesAsync(HttpClient http, string path) =>
        [.. (await http.ReadAsync(path + "?pageSize=200")).GetProperty("entities").EnumerateArray()];
}
