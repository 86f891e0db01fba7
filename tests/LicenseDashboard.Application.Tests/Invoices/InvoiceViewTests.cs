using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Application.Tests.Invoices;

/// <summary>Invoices against the closed bill, with people from the seats of the period.</summary>
public sealed class InvoiceViewTests
{
    private static readonly string Both = InvoiceBench.File(InvoiceBench.Paid, InvoiceBench.Above);

    [Fact]
    public async Task Invoice_without_a_closed_bill_has_nothing_to_compare_with()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        await bench.ApplyAsync(Both);
        var view = await bench.ViewAsync();
        Assert.Null(view.Comparison);
        Assert.Equal((InvoiceState.NoBill, null), (view.Invoice.State, view.Invoice.Difference));
        Assert.Equal(InvoiceState.NoBill, (await ListAsync(bench)).Single().State);
    }

    [Fact]
    public async Task Invoice_like_the_bill_matches_in_list_and_view()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        await bench.ApplyAsync(Both);
        await bench.BillAsync(("cloudCX1", 80, 2, 75, 90));
        Assert.Equal(InvoiceState.Matches, (await bench.ViewAsync()).Invoice.State);
        var row = (await ListAsync(bench)).Single();
        Assert.Equal((InvoiceState.Matches, 6180m, 0m), (row.State, row.Expected!.Value.Amount, row.Difference!.Value.Amount));
    }

    [Fact]
    public async Task People_whose_seat_ended_before_the_period_are_named_and_those_who_held_it_are_not()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        await bench.ApplyAsync(Both);
        await bench.BillAsync(("cloudCX1", 80, 0, 75, 90));
        await bench.HeldAsync("gone", "cloudCX1", "2026-05-01", "2026-10-01");
        await bench.HeldAsync("gone-too", "cloudCX1", "2026-05-01", "2026-09-15");
        await bench.HeldAsync("long-gone", "cloudCX1", "2026-05-01", "2026-06-30");
        await bench.HeldAsync("other", "cloudCX2", "2026-05-01", "2026-09-15");
        await bench.HeldAsync("still", "cloudCX1", "2026-05-01", "2026-10-02");
        var cause = Assert.Single((await bench.ViewAsync()).Comparison!.Lines.SelectMany(line => line.Causes));
        Assert.Equal((DifferenceCause.LateLeaver, 180 * Money.UnitMicros), (cause.Cause, cause.Micros));
        var view = await bench.ViewAsync();
        Assert.Equal(["gone", "gone-too"], view.People.Values.Select(person => person.VendorId).Order());
    }

    [Fact]
    public async Task Person_of_two_tiers_explains_the_lower_one()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        await bench.ApplyAsync(Both);
        await bench.BillAsync(("cloudCX1", 80, 1, 75, 90));
        await bench.HeldAsync("up", "cloudCX1", "2026-05-01", "2026-10-12");
        await bench.HeldAsync("up", "cloudCX2", "2026-10-12", null);
        var cause = Assert.Single((await bench.ViewAsync()).Comparison!.Lines.SelectMany(line => line.Causes));
        Assert.Equal((DifferenceCause.Upgrade, 1m), (cause.Cause, cause.Quantity));
    }

    [Fact]
    public async Task Closed_accounts_that_nobody_saw_with_a_seat_are_suspected_last()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        await bench.ApplyAsync(Both);
        await bench.BillAsync(("cloudCX1", 80, 0, 75, 90));
        await using (var db = bench.Database.Open())
        {
            db.People.Add(Testing.A.Person("x", state: PersonState.Inactive));
            db.People.Add(Testing.A.Person("y", state: PersonState.Inactive));
            await db.SaveChangesAsync();
        }

        var cause = Assert.Single((await bench.ViewAsync()).Comparison!.Lines.SelectMany(line => line.Causes));
        Assert.Equal((DifferenceCause.LateLeaver, false, 2), (cause.Cause, cause.IsCertain, cause.People.Count));
    }

    [Fact]
    public async Task Token_for_finance_sees_the_causes_without_names()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        await bench.ApplyAsync(Both);
        await bench.BillAsync(("cloudCX1", 80, 0, 75, 90));
        await bench.HeldAsync("gone", "cloudCX1", "2026-05-01", "2026-09-30");
        var view = await bench.ViewAsync(new Viewer("ci", "token:ci", ViewerRoles.ApiFinance, []));
        Assert.NotEmpty(view.Comparison!.Lines.SelectMany(line => line.Causes).SelectMany(cause => cause.People));
        Assert.Empty(view.People);
    }

    [Fact]
    public async Task Two_invoices_of_one_period_are_compared_together()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        await bench.ApplyAsync(
            InvoiceBench.File(
                InvoiceBench.Paid.Replace("6180.00", "", StringComparison.Ordinal),
                InvoiceBench.Above.Replace("I-1", "I-2", StringComparison.Ordinal).Replace("6180.00", "", StringComparison.Ordinal)
            )
        );
        await bench.BillAsync(("cloudCX1", 80, 2, 75, 90));
        Assert.All(await ListAsync(bench), row => Assert.Equal((InvoiceState.Matches, 1), (row.State, row.Others)));
        Assert.Equal(["I-1"], (await bench.ViewAsync()).Together);
    }

    [Fact]
    public async Task Mapping_that_is_entered_later_counts_for_invoices_that_are_kept()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        await bench.ApplyAsync(InvoiceBench.File("I-1,2026-10-01,2026-10-31,USD,Voice seat,80,75,6000,"));
        await bench.BillAsync(("cloudCX1", 80, 0, 75, 90));
        Assert.Contains((await bench.ViewAsync()).Comparison!.Lines, line => line.Sku is null);
        await using (var db = bench.Database.Open())
        {
            db.InvoiceProducts.Add(
                new Core.Contracts.InvoiceProduct
                {
                    PlatformKey = 1,
                    Product = "Voice seat",
                    Sku = "cloudCX1",
                }
            );
            await db.SaveChangesAsync();
        }

        Assert.Equal(InvoiceState.Matches, (await bench.ViewAsync()).Invoice.State);
    }

    private static async Task<IReadOnlyList<InvoiceRow>> ListAsync(InvoiceBench bench) =>
        (await bench.Get<InvoiceList>().RunAsync(InvoiceBench.FinOps, InvoiceBench.Platform, Page.First, CancellationToken.None))
            .Value
            .Items;
}
