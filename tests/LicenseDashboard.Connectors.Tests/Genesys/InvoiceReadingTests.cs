using System.Net;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>The vendor's preview routes of contracts and invoices, as far as they are served.</summary>
public sealed class InvoiceReadingTests
{
    private const RequestPriority Ingest = RequestPriority.Ingest;

    private static readonly SimulatorOptions Billed = SimulatorFixture.Quick with
    {
        HistoryDays = 150,
        Contract = new BilledContract
        {
            First = new DateOnly(2026, 4, 1),
            Last = new DateOnly(2027, 3, 31),
            Currency = "EUR",
            PoNumber = "PO-7",
            Items = [new BilledItem("cloudCX1", BilledBy.User, 10, 75m, 90m), new BilledItem("cloudCX2", BilledBy.User, 2, 115.5m, 138.6m)],
        },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contract_comes_with_term_order_number_and_lines()
    {
        await using var organization = await SimulatedOrganization.StartAsync(Billed);
        var contract = Assert.Single(await organization.Connector.Invoices.ContractsAsync(Ingest, Ct));
        Assert.Equal(
            ("00012345", "Active", "PO-7", new DateOnly(2026, 4, 1), new DateOnly(2027, 3, 31)),
            (contract.Id, contract.Status, contract.PoNumber, contract.First, contract.Last)
        );
        Assert.Equal(new VendorContractLine("Genesys Cloud CX 2", "GC-CLOUDCX2", 2, 115.5m, 138.6m, "EUR", "User"), contract.Lines[1]);
    }

    [Fact]
    public async Task Invoices_add_up_to_their_lines_line_by_line_and_page_by_page()
    {
        await using var organization = await SimulatedOrganization.StartAsync(Billed);
        var invoices = await organization.Connector.Invoices.InvoicesAsync(Ingest, Ct);
        Assert.Equal(4, invoices.Count);
        foreach (var invoice in invoices)
        {
            Assert.Equal("EUR", invoice.Currency);
            Assert.Equal(invoice.First!.Value.AddMonths(1).AddDays(-1), invoice.Last);
            var lines = await organization.Connector.Invoices.LinesAsync(invoice.Id, Ingest, Ct);
            Assert.Equal(invoice.Total, lines.Sum(line => line.Amount));
            Assert.All(lines, line => Assert.Equal(line.Amount, line.Quantity * line.UnitPrice));
        }
    }

    [Theory]
    [InlineData(FaultKind.Errors)]
    [InlineData(FaultKind.RateLimit)]
    [InlineData(FaultKind.Truncate)]
    public async Task Invoices_read_through_faults_are_the_same(FaultKind kind)
    {
        await using var calm = await SimulatedOrganization.StartAsync(Billed);
        await using var rough = await SimulatedOrganization.StartAsync(Billed with { Faults = [new FaultOption(kind, 0.4, 3)] });
        var expected = await calm.Connector.Invoices.InvoicesAsync(Ingest, Ct);
        Assert.Equal(expected, await rough.Connector.Invoices.InvoicesAsync(Ingest, Ct));
        Assert.Equal(
            await calm.Connector.Invoices.LinesAsync(expected[0].Id, Ingest, Ct),
            await rough.Connector.Invoices.LinesAsync(expected[0].Id, Ingest, Ct)
        );
    }

    [Fact]
    public async Task Organization_without_the_preview_routes_does_not_serve_them()
    {
        await using var organization = await SimulatedOrganization.StartAsync();
        var refused = await Assert.ThrowsAsync<VendorException>(() => organization.Connector.Invoices.InvoicesAsync(Ingest, Ct));
        Assert.True(refused.NotServed);
        Assert.Equal(404, refused.Status);
    }

    [Fact]
    public async Task Client_without_the_permission_is_told_which_one()
    {
        await using var organization = await SimulatedOrganization.StartAsync(
            Billed with
            {
                DeniedPermissions = ["billing:subscription:view"],
            }
        );
        var refused = await Assert.ThrowsAsync<VendorException>(() => organization.Connector.Invoices.ContractsAsync(Ingest, Ct));
        Assert.True(refused.NotServed);
        Assert.Equal("billing:subscription:view", refused.Needs);
    }

    [Fact]
    public async Task Next_address_is_followed_by_its_cursor_alone()
    {
        using var vendor = new ScriptedVendor(
            ScriptedVendor.Json("""{"entities":[{"id":"1"}],"nextUri":"https://elsewhere.test/x?pageSize=1&after=a%2Bb"}"""),
            ScriptedVendor.Json("""{"entities":[{"id":"2"}]}""")
        );
        using var connector = vendor.Connector(new HurriedClock());
        var invoices = await connector.Invoices.InvoicesAsync(Ingest, Ct);
        Assert.Equal(["1", "2"], invoices.Select(invoice => invoice.Id));
        Assert.Equal("GET /api/v2/billing/contracts/invoices?pageSize=200&after=a%2Bb", vendor.Asked[1]);
    }

    [Theory]
    [InlineData("""{"entities":[{"id":"1"}],"nextUri":"/x?after=1"}""")]
    [InlineData("""{"entities":[{"id":"1"}],"nextUri":"/x?page=2"}""")]
    [InlineData("""{"invoices":[]}""")]
    public async Task List_that_never_ends_or_is_none_is_a_fault_and_not_a_short_list(string page)
    {
        using var vendor = new ScriptedVendor((_, _, _) => Task.FromResult(ScriptedVendor.Json(page)));
        using var connector = vendor.Connector(new HurriedClock());
        var fault = await Assert.ThrowsAsync<VendorException>(() => connector.Invoices.InvoicesAsync(Ingest, Ct));
        Assert.False(fault.NotServed);
    }

    [Theory]
    [InlineData("\"12.50\"", 12.5)]
    [InlineData("12.5", 12.5)]
    [InlineData("\"12,50\"", null)]
    [InlineData("1e99", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("true", null)]
    public async Task Amount_that_is_none_is_unknown(string amount, double? expected)
    {
        using var vendor = new ScriptedVendor(
            ScriptedVendor.Json($$"""{"entities":[{"name":"CX","amount":{{amount}},"product":7}]}""", HttpStatusCode.OK)
        );
        using var connector = vendor.Connector(new HurriedClock());
        var line = Assert.Single(await connector.Invoices.LinesAsync("1", Ingest, Ct));
        Assert.Equal((decimal?)expected, line.Amount);
        Assert.Null(line.Product);
    }
}
