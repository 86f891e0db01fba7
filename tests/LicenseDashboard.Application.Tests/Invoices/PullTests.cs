using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Invoices;

/// <summary>Invoices from the vendor's routes, over HTTP against the simulator.</summary>
public sealed class PullTests
{
    private static readonly SimulatorOptions Billed = SimulatorFixture.Quick with
    {
        HistoryDays = 150,
        Contract = new BilledContract
        {
            First = new DateOnly(2026, 4, 1),
            Last = new DateOnly(2027, 3, 31),
            Items = [new BilledItem("cloudCX1", BilledBy.User, 80, 75, 90), new BilledItem("cloudCX2", BilledBy.User, 10, 115, 115)],
            Mistakes = true,
        },
    };

    [Fact]
    public async Task Invoices_of_the_vendor_are_kept_once_with_their_lines()
    {
        await using var vendor = await SimulatedVendor.StartAsync(Billed);
        await using var bench = await InvoiceBench.CreateAsync(vendor);
        Assert.Equal("4 new invoices.", await PullAsync(bench));
        Assert.Equal("0 new invoices.", await PullAsync(bench));
        var invoices = await bench.InvoicesAsync();
        Assert.Equal(4, invoices.Count);
        Assert.All(invoices, invoice => Assert.Equal(InvoiceSource.Vendor, invoice.Source));
        Assert.All(invoices, invoice => Assert.Equal(invoice.TotalMicros, invoice.Lines.Sum(line => line.AmountMicros)));
        Assert.Contains(invoices.SelectMany(invoice => invoice.Lines), line => line.Product == "Premium Care");
    }

    [Fact]
    public async Task Uploaded_invoice_of_the_same_number_is_left_alone_and_named()
    {
        await using var vendor = await SimulatedVendor.StartAsync(Billed);
        await using var bench = await InvoiceBench.CreateAsync(vendor);
        await bench.ApplyAsync(InvoiceBench.File("INV-00012345-202610,2026-10-01,2026-10-31,USD,CX 1,80,75,6000,"));
        Assert.Equal("3 new invoices, 1 differs from the uploaded one.", await PullAsync(bench));
        Assert.Single(await bench.InvoicesAsync(), invoice => invoice.Number == "INV-00012345-202610");
    }

    [Theory, InlineData(404), InlineData(403)]
    public async Task Vendor_without_the_routes_is_noted_and_nothing_is_lost(int status)
    {
        await using var vendor = await SimulatedVendor.StartAsync(Billed);
        await using var bench = await InvoiceBench.CreateAsync(vendor);
        await PullAsync(bench);
        vendor.Host.At = [PathFault.Refuse("/billing/contracts", status)];
        Assert.Equal("Genesys Cloud doesn't serve invoices here.", await PullAsync(bench));
        Assert.Equal(4, (await bench.InvoicesAsync()).Count);
        var compared = (await CompareAsync(bench)).Value;
        Assert.NotEmpty(compared.Refusal);
        Assert.NotEmpty(compared.Rows);
    }

    [Fact]
    public async Task Contracts_are_compared_value_by_value_and_ours_stays()
    {
        await using var vendor = await SimulatedVendor.StartAsync(
            Billed with
            {
                Contract = Billed.Contract! with
                {
                    Items = [new BilledItem("cloudCX1", BilledBy.User, 85, 75, 90), new BilledItem("cloudCX3", BilledBy.User, 5, 155, 155)],
                },
            }
        );
        await using var bench = await InvoiceBench.CreateAsync(vendor);
        await PullAsync(bench);
        var compared = (await CompareAsync(bench)).Value;
        Assert.Contains(new ContractDifference("Term", "Last day", "2027-03-31", "2027-03-31"), compared.Rows);
        Assert.Contains(new ContractDifference("CX 1", "Committed", "80", "85"), compared.Rows);
        Assert.Contains(new ContractDifference("CX 1", "Overage price", "90.00", "90.00"), compared.Rows);
        Assert.Contains(new ContractDifference("CX 2", "Unit price", "115.00", null), compared.Rows);
        Assert.Contains(new ContractDifference("CX 3", "Committed", null, "5"), compared.Rows);
        await using var db = bench.Database.Open();
        Assert.Equal(80, (await db.Contracts.SingleAsync()).Terms.Lines[0].Committed);
        Assert.Equal(
            "forbidden",
            (await bench.Get<CompareContracts>().RunAsync(InvoiceBench.Manager, null, CancellationToken.None)).Refusal!.Code
        );
    }

    [Fact]
    public async Task Invoice_that_cannot_be_used_is_left_out_with_the_reason()
    {
        await using var bench = await InvoiceBench.CreateAsync(
            new InvoicingVendor([
                new VendorInvoice("1", "I-1", InvoiceBench.October, new DateOnly(2026, 10, 31), "USD", 100),
                new VendorInvoice("2", "I-2", InvoiceBench.October, new DateOnly(2026, 10, 31), "EUR", 100),
            ])
        );
        Assert.Equal(
            "1 new invoice, 1 left out: currency is EUR, but the contracts are in USD. Nothing is converted.",
            await PullAsync(bench)
        );
    }

    [Fact]
    public async Task Vendor_that_corrects_its_own_invoice_replaces_it()
    {
        var vendor = new InvoicingVendor([new VendorInvoice("1", "I-1", InvoiceBench.October, new DateOnly(2026, 10, 31), "USD", 100)]);
        await using var bench = await InvoiceBench.CreateAsync(vendor);
        await PullAsync(bench);
        vendor.Invoiced[0] = vendor.Invoiced[0] with { Total = 90 };
        Assert.Equal("0 new invoices, 1 correction.", await PullAsync(bench));
        Assert.Equal([1, 2], (await bench.InvoicesAsync()).Select(invoice => invoice.Revision));
    }

    private static async Task<string> PullAsync(InvoiceBench bench)
    {
        await using var db = bench.Database.Open();
        var platform = await db.Platforms.AsNoTracking().SingleAsync();
        return await bench.Get<PullInvoices>().RunAsync(Viewer.Job("invoices"), platform, CancellationToken.None);
    }

    private static Task<Outcome<ContractComparison>> CompareAsync(InvoiceBench bench) =>
        bench.Get<CompareContracts>().RunAsync(InvoiceBench.FinOps, InvoiceBench.Platform, CancellationToken.None);

    /// <summary>Each invoice has one line of its total.</summary>
    private sealed class InvoicingVendor(List<VendorInvoice> invoices) : IVendorConnectors, IReadInvoices
    {
        public List<VendorInvoice> Invoiced { get; } = invoices;

        public IVendorConnector For(string platformName) => new FakeVendor { Invoices = this };

        public Task<IReadOnlyList<VendorContract>> ContractsAsync(RequestPriority priority, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<VendorContract>>([]);

        public Task<IReadOnlyList<VendorInvoice>> InvoicesAsync(RequestPriority priority, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<VendorInvoice>>([.. Invoiced]);

        public Task<IReadOnlyList<VendorInvoiceLine>> LinesAsync(string invoiceId, RequestPriority priority, CancellationToken ct)
        {
            var invoice = Invoiced.Single(each => each.Id == invoiceId);
            return Task.FromResult<IReadOnlyList<VendorInvoiceLine>>([
                new VendorInvoiceLine("CX 1", null, null, 1, invoice.Total, invoice.Total, null),
            ]);
        }
    }
}
