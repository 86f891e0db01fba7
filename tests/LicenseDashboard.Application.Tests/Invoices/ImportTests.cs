using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Invoices;

public sealed class ImportTests
{
    [Fact]
    public async Task Preview_writes_nothing_and_its_application_keeps_invoice_and_lines()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        var file = InvoiceBench.File(InvoiceBench.Paid, InvoiceBench.Above);
        var preview = (await bench.ImportAsync(file)).Value;
        Assert.Equal((0, 1, InvoiceOutcome.New), (preview.Errors, preview.Changes, preview.Invoices[0].Outcome));
        Assert.Equal(["cloudCX1", "cloudCX1"], preview.Lines.Select(line => line.Sku));
        Assert.Empty(await bench.InvoicesAsync());

        var applied = (await bench.ImportAsync(file, preview.Preview)).Value;
        Assert.True(applied.Applied);
        var invoice = Assert.Single(await bench.InvoicesAsync());
        Assert.Equal((6_180 * Money.UnitMicros, "USD", 1), (invoice.TotalMicros, invoice.Currency, invoice.Revision));
        Assert.Equal(
            [(1, 80 * Money.UnitMicros), (2, 2 * Money.UnitMicros)],
            invoice.Lines.Select(l => (l.Position, l.QuantityMicros!.Value))
        );
        Assert.Equal(["invoice.added invoice:I-1  -> 2026-10-01 to 2026-10-31, 6180.00 USD"], await bench.AuditAsync());
    }

    [Fact]
    public async Task Same_file_again_changes_nothing()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        var file = InvoiceBench.File(InvoiceBench.Paid, InvoiceBench.Above);
        await bench.ApplyAsync(file);
        var again = (await bench.ApplyAsync(file)).Value;
        Assert.Equal(InvoiceOutcome.Same, again.Invoices[0].Outcome);
        Assert.Single(await bench.InvoicesAsync());
        Assert.Single(await bench.AuditAsync());
    }

    [Fact]
    public async Task Corrected_invoice_takes_the_place_of_the_one_before_which_stays()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        await bench.ApplyAsync(InvoiceBench.File(InvoiceBench.Paid, InvoiceBench.Above));
        var corrected = InvoiceBench.File(InvoiceBench.Paid.Replace("6180.00", "6000.00", StringComparison.Ordinal));
        Assert.Equal((InvoiceOutcome.Correction, 6180m), Was((await bench.ImportAsync(corrected)).Value));
        await bench.ApplyAsync(corrected);
        var invoices = await bench.InvoicesAsync();
        Assert.Equal([(1, true), (2, false)], invoices.Select(i => (i.Revision, i.ReplacedAt is not null)));
        Assert.Contains(
            "invoice.corrected invoice:I-1 2026-10-01 to 2026-10-31, 6180.00 USD -> ",
            (await bench.AuditAsync())[1],
            StringComparison.Ordinal
        );
        Assert.Equal([2, 1], (await bench.ViewAsync()).Revisions.Select(revision => revision.Revision));

        static (InvoiceOutcome, decimal?) Was(InvoiceImport import) => (import.Invoices[0].Outcome, import.Invoices[0].Was?.Amount);
    }

    [Theory]
    [InlineData("I-1,2026-10-01,2026-10-31,USD,CX 1,80,75,\"6,000\",", "amount \"6,000\" can be 6000 or 6.0000")]
    [InlineData("I-1,2026-10-01,2026-10-31,USD,CX 1,80,75,,", "amount is empty")]
    [InlineData("I-1,2026-10-01,2026-10-31,USD,CX 1,80,75,six,", "amount \"six\" is not an amount")]
    [InlineData("I-1,2026-10-01,2026-10-31,USD,CX 1,-80,75,6000,", "quantity is negative")]
    [InlineData("I-1,2026-10-01,2026-10-31,EUR,CX 1,80,75,6000,", "currency is EUR, but the contracts are in USD")]
    [InlineData("I-1,2026-10-01,2026-10-31,$,CX 1,80,75,6000,", "currency \"$\" is not an ISO 4217 code")]
    [InlineData("I-1,2026-10-02,2026-10-31,USD,CX 1,80,75,6000,", "is a billing period of no contract. Its periods start on day 1.")]
    [InlineData("I-1,2026-03-01,2026-03-31,USD,CX 1,80,75,6000,", "is a billing period of no contract")]
    [InlineData("I-1,2026-12-01,2026-12-31,USD,CX 1,80,75,6000,", "from 2026-12-01 is after today")]
    [InlineData("I-1,2026-10-31,2026-10-01,USD,CX 1,80,75,6000,", "is before from")]
    [InlineData("I-1,10/01/2026,2026-10-31,USD,CX 1,80,75,6000,", "from \"10/01/2026\" is not a date. Write it as 2026-11-01.")]
    [InlineData(",2026-10-01,2026-10-31,USD,CX 1,80,75,6000,", "invoice is empty")]
    [InlineData("I-1,2026-10-01,2026-10-31,USD,,80,75,6000,", "product is empty")]
    [InlineData("I-1,2026-10-01,2026-10-31,USD,CX 1,80,75,6000,6001", "total is 6,001.00, but the lines of the invoice sum up to 6,000.00")]
    public async Task Line_that_cannot_count_says_why_and_refuses_the_file(string line, string reason)
    {
        await using var bench = await InvoiceBench.CreateAsync();
        var file = InvoiceBench.File(line);
        var preview = (await bench.ImportAsync(file)).Value;
        Assert.Contains(reason, string.Join(" ", preview.Lines[0].Errors), StringComparison.Ordinal);
        Assert.Equal(2, preview.Lines[0].Line);
        Assert.Equal("invalid", (await bench.ImportAsync(file, preview.Preview)).Refusal!.Code);
        Assert.Empty(await bench.InvoicesAsync());
    }

    [Theory]
    [InlineData("I-1,2026-10-01,2026-10-31,USD,CX 1,80,75,\"6.000,00\",", "amount \"6.000,00\" is read as 6000.00.")]
    [InlineData("I-1,2026-10-01,2026-10-31,USD,Premium Care,1,950,950,", "The product \"Premium Care\" is not mapped to a license")]
    [InlineData("I-1,2026-10-01,2026-10-31,USD,CX 1,,,-50,", "amount is negative: a credit")]
    [InlineData("I-1,2026-10-01,2026-10-31,USD,CX 1,80,75,6100,", "quantity × unit price is 6,000.00, not 6,100.00")]
    public async Task Line_that_is_odd_says_so_and_counts_as_it_stands(string line, string note)
    {
        await using var bench = await InvoiceBench.CreateAsync();
        var preview = (await bench.ImportAsync(InvoiceBench.File(line))).Value;
        Assert.Empty(preview.Lines[0].Errors);
        Assert.Contains(note, string.Join(" ", preview.Lines[0].Notes), StringComparison.Ordinal);
        await bench.ApplyAsync(InvoiceBench.File(line));
        Assert.Single(await bench.InvoicesAsync());
    }

    [Fact]
    public async Task Same_line_twice_is_an_error_of_the_second_and_never_summed()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        var line = InvoiceBench.Paid.Replace("6180.00", "", StringComparison.Ordinal);
        var preview = (await bench.ImportAsync(InvoiceBench.File(line, line))).Value;
        Assert.Empty(preview.Lines[0].Errors);
        Assert.Contains("The same line as line 2", Assert.Single(preview.Lines[1].Errors), StringComparison.Ordinal);
        Assert.Empty(preview.Invoices);
    }

    [Fact]
    public async Task Lines_of_one_invoice_agree_on_period_currency_and_total()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        var other = InvoiceBench.Above.Replace("2026-10-01,2026-10-31", "2026-09-01,2026-09-30", StringComparison.Ordinal);
        var preview = (await bench.ImportAsync(InvoiceBench.File(InvoiceBench.Paid, other))).Value;
        Assert.Contains("must be the same as on line 2", preview.Lines[1].Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Semicolons_tabs_and_decimal_commas_are_read()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        foreach (var separator in new[] { ";", "\t" })
        {
            var file = InvoiceBench
                .File(InvoiceBench.Paid, InvoiceBench.Above)
                .Replace(",", separator, StringComparison.Ordinal)
                .Replace(".00", ",00", StringComparison.Ordinal);
            var preview = (await bench.ImportAsync(file)).Value;
            Assert.Equal((0, 6180m), (preview.Errors, preview.Invoices[0].Total.Amount));
        }
    }

    [Theory]
    [InlineData("invoice,from,to,currency,product\nx", "The column \"amount\" is missing.")]
    [InlineData("invoice,from,to,currency,product,amount,tax\nx", "The column \"tax\" is unknown.")]
    [InlineData("invoice,from,to,currency,product,amount", "The file has 0 data lines.")]
    public async Task File_with_other_columns_is_refused(string file, string reason)
    {
        await using var bench = await InvoiceBench.CreateAsync();
        Assert.StartsWith(reason, (await bench.ImportAsync(file)).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_without_a_contract_says_to_enter_it_first()
    {
        await using var bench = await InvoiceBench.CreateAsync(contract: false);
        var preview = (await bench.ImportAsync(InvoiceBench.File(InvoiceBench.Paid))).Value;
        Assert.EndsWith("Enter the contract first.", preview.Lines[0].Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_of_before_a_change_is_stale()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        var file = InvoiceBench.File(InvoiceBench.Paid, InvoiceBench.Above);
        var preview = (await bench.ImportAsync(file)).Value.Preview;
        await bench.ApplyAsync(InvoiceBench.File(InvoiceBench.Paid.Replace("6180.00", "", StringComparison.Ordinal)));
        Assert.Equal("stale", (await bench.ImportAsync(file, preview)).Refusal!.Code);
    }

    [Fact]
    public async Task Auditors_read_but_do_not_upload_and_managers_do_neither()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        var file = InvoiceBench.File(InvoiceBench.Paid);
        Assert.Equal("forbidden", (await bench.ImportAsync(file, viewer: A.Auditor)).Refusal!.Code);
        Assert.Null((await bench.Get<InvoiceList>().RunAsync(A.Auditor, null, Page.First, CancellationToken.None)).Refusal);
        foreach (var viewer in new[] { InvoiceBench.Manager, new Viewer("ci", "token:ci", ViewerRoles.ApiRead, []) })
        {
            Assert.Equal("forbidden", (await bench.ImportAsync(file, viewer: viewer)).Refusal!.Code);
            Assert.Equal(
                "forbidden",
                (await bench.Get<InvoiceList>().RunAsync(viewer, null, Page.First, CancellationToken.None)).Refusal!.Code
            );
            Assert.Equal(
                "forbidden",
                (await bench.Get<ReadInvoice>().RunAsync(viewer, InvoiceId.New(), CancellationToken.None)).Refusal!.Code
            );
        }
    }

    [Fact]
    public async Task Sample_can_be_imported()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        var sample = string.Join('\n', ImportInvoices.Sample(new DateOnly(2026, 11, 20)).Select(row => string.Join(',', row)));
        var preview = (await bench.ImportAsync(sample)).Value;
        Assert.Equal((0, 11220m), (preview.Errors, preview.Invoices[0].Total.Amount));
        Assert.All(preview.Lines, line => Assert.Empty(line.Notes));
    }

    [Fact]
    public async Task Invoice_sent_by_a_program_is_kept_once_and_errors_name_its_lines()
    {
        await using var bench = await InvoiceBench.CreateAsync();
        var entry = new InvoiceEntry(
            "I-9",
            InvoiceBench.October,
            new DateOnly(2026, 10, 31),
            "usd",
            6000,
            [new InvoiceEntryLine("Premium Care", null, null, null, 6000)]
        );
        var first = (await SaveAsync(entry)).Value;
        Assert.Equal(InvoiceOutcome.New, first.Outcome);
        Assert.StartsWith("lines[0]: The product", Assert.Single(first.Notes), StringComparison.Ordinal);
        Assert.Equal((InvoiceOutcome.Same, first.Id), ((await SaveAsync(entry)).Value.Outcome, (await SaveAsync(entry)).Value.Id));
        var wrong = await SaveAsync(entry with { Lines = [new InvoiceEntryLine("CX 1", "nope", null, null, 6000)] });
        Assert.StartsWith("lines[0]: sku \"nope\" is not in the catalog", wrong.Refusal!.Message, StringComparison.Ordinal);
        Assert.StartsWith("lines has 0 entries", (await SaveAsync(entry with { Lines = [] })).Refusal!.Message, StringComparison.Ordinal);

        Task<Outcome<SavedInvoice>> SaveAsync(InvoiceEntry one) =>
            bench.Get<SaveInvoice>().RunAsync(InvoiceBench.FinOps, InvoiceBench.Platform, one, CancellationToken.None);
    }
}
