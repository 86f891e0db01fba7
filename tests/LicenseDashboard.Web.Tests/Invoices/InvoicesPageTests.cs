using Bunit;
using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Invoices;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Invoices;

/// <summary>The pages with their real use cases on a database of their own.</summary>
public sealed class InvoicesPageTests : IAsyncDisposable
{
    private static readonly DateOnly October = new(2026, 10, 1);
    private PageBench? _bench;

    public ValueTask DisposeAsync() => _bench?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData(ViewerRoles.FinOps, true)]
    [InlineData(ViewerRoles.Auditor, false)]
    public async Task Empty_page_says_where_invoices_come_from_and_offers_the_upload_to_those_who_may(ViewerRoles role, bool offered)
    {
        await OpenAsync();
        var page = _bench!.Show<InvoicesPage>(role, "invoices");
        Assert.Contains("No invoices yet", page.Markup, StringComparison.Ordinal);
        Assert.Equal(offered, page.Markup.Contains("Upload invoices…", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Manager_is_told_that_the_page_is_not_for_the_role()
    {
        await OpenAsync();
        await KeepAsync(6_000);
        var page = _bench!.Show<InvoicesPage>(ViewerRoles.OperationsManager, "invoices");
        Assert.Contains("You don't have access", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("I-1", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_shows_the_difference_with_its_sign_and_leads_to_the_invoice()
    {
        await OpenAsync();
        var invoice = await KeepAsync(6_240);
        await BillAsync();
        var page = _bench!.Show<InvoicesPage>(ViewerRoles.FinOps, "invoices");
        var row = page.Find("tbody tr");
        Assert.Contains("+$240", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Differs", row.TextContent, StringComparison.Ordinal);
        Assert.Equal($"invoices/{invoice.Id.Value}", row.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Invoice_says_the_cause_of_its_difference_in_a_sentence()
    {
        await OpenAsync();
        var invoice = await KeepAsync(6_240);
        await BillAsync();
        _bench!.Database.Get<SignedIn>().Role = ViewerRoles.Auditor;
        _bench.Context.Services.AddFallbackServiceProvider(_bench.Database.Services);
        var page = _bench.Context.Render<InvoicePage>(parameters => parameters.Add(one => one.Id, invoice.Id.Value.ToString()));
        var cause = page.Find(".causes li").TextContent;
        Assert.Contains("Price change", cause, StringComparison.Ordinal);
        Assert.Contains("+$240", cause, StringComparison.Ordinal);
        Assert.Contains("Unit price $78 instead of $75.", cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_invoice_is_said_calmly()
    {
        await OpenAsync();
        _bench!.Database.Get<SignedIn>().Role = ViewerRoles.FinOps;
        _bench.Context.Services.AddFallbackServiceProvider(_bench.Database.Services);
        var page = _bench.Context.Render<InvoicePage>(parameters => parameters.Add(one => one.Id, "7"));
        Assert.Contains("No such invoice", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6000,00", "OK", false)]
    [InlineData("six", "Error", true)]
    public async Task Upload_shows_each_line_before_anything_is_saved(string amount, string state, bool refused)
    {
        await OpenAsync();
        var page = _bench!.Show<InvoicesPage>(ViewerRoles.FinOps, "invoices");
        await page.InvokeAsync(() => page.FindComponent<UploadDialog>().Instance.OpenAsync("genesys"));
        var file = $"invoice;from;to;currency;product;quantity;unit price;amount\nI-1;2026-10-01;2026-10-31;USD;CX 1;80;75;{amount}";
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(file, "invoices.csv"));
        page.WaitForAssertion(() =>
            Assert.Contains(refused ? state : "is read as 6000.00", page.Find(".lines").TextContent, StringComparison.Ordinal)
        );
        var apply = page.FindAll("button[type=submit]").Single(button => button.TextContent.Contains("Apply", StringComparison.Ordinal));
        Assert.Equal(refused, apply.HasAttribute("disabled"));
        if (!refused)
        {
            page.Find("form").Submit();
            page.WaitForAssertion(() => Assert.Contains("1 invoice was saved.", page.Markup, StringComparison.Ordinal));
            Assert.Contains("October 2026", page.Markup, StringComparison.Ordinal);
        }
    }

    private async Task OpenAsync()
    {
        _bench = await PageBench.OpenAsync(services =>
            services
                .AddSingleton(Catalogue.Default)
                .AddSingleton<IVendorConnectors>(new FakeVendor())
                .AddSingleton(new PlatformKeys(["genesys"]))
                .AddInvoices()
                .AddInvoicePages()
        );
        await using var db = _bench.Database.Open();
        db.Contracts.Add(A.Contract(A.Terms() with { First = new DateOnly(2026, 4, 1), Last = new DateOnly(2027, 3, 31) }, 1));
        await db.SaveChangesAsync();
    }

    /// <summary>80 CX 1 in October for an amount.</summary>
    private async Task<Invoice> KeepAsync(long amount)
    {
        var invoice = new Invoice
        {
            PlatformKey = 1,
            Number = "I-1",
            Revision = 1,
            Month = (October.Year * 12) + October.Month - 1,
            First = October,
            Last = new DateOnly(2026, 10, 31),
            Currency = "USD",
            TotalMicros = amount * Money.UnitMicros,
            Source = InvoiceSource.Upload,
            ReceivedAt = new DateTime(2026, 11, 3, 0, 0, 0, DateTimeKind.Utc),
            ReceivedBy = "persona:finops",
            Lines =
            [
                new InvoiceLine
                {
                    Position = 1,
                    Product = "Genesys Cloud CX 1",
                    QuantityMicros = 80 * Money.UnitMicros,
                    UnitPriceMicros = amount * Money.UnitMicros / 80,
                    AmountMicros = amount * Money.UnitMicros,
                },
            ],
        };
        await using var db = _bench!.Database.Open();
        db.Invoices.Add(invoice);
        await db.SaveChangesAsync();
        return invoice;
    }

    private async Task BillAsync()
    {
        await using var db = _bench!.Database.Open();
        db.BilledLines.Add(
            new BilledLine
            {
                PlatformKey = 1,
                Month = (October.Year * 12) + October.Month - 1,
                Kind = BillKind.Closed,
                Contract = "contract",
                Sku = "cloudCX1",
                Basis = LineBasis.Named,
                First = October,
                Last = new DateOnly(2026, 10, 31),
                Billable = 70,
                Committed = 80,
                Included = 0,
                IsNeed = false,
                Over = 0,
                PriceMicros = 75 * Money.UnitMicros,
                OveragePriceMicros = 90 * Money.UnitMicros,
                CommitmentMicros = 6_000 * Money.UnitMicros,
                OverageMicros = 0,
            }
        );
        await db.SaveChangesAsync();
    }
}
