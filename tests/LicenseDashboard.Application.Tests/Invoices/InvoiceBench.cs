using System.Globalization;
using System.Text;
using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Tests.Invoices;

/// <summary>
/// A platform with a contract from April 1, 2026: 80 CX 1 at 75 (overage 90) and 10 CX 2 at 115. Time stands still on November 20, 2026.
/// </summary>
internal sealed class InvoiceBench : IAsyncDisposable
{
    public const string Platform = "genesys";
    public const string Header = "invoice,from,to,currency,product,quantity,unit price,amount,total";
    public const string Paid = "I-1,2026-10-01,2026-10-31,USD,Genesys Cloud CX 1,80,75,6000.00,6180.00";
    public const string Above = "I-1,2026-10-01,2026-10-31,USD,Genesys Cloud CX 1 Overage,2,90,180.00,6180.00";
    public static readonly DateOnly October = new(2026, 10, 1);

    private InvoiceBench(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public static Viewer FinOps => new("Fiona", "persona:finops", ViewerRoles.FinOps, []);

    public static Viewer Manager => new("Maria", "persona:maria", ViewerRoles.OperationsManager, []);

    public static async Task<InvoiceBench> CreateAsync(IVendorConnectors? vendor = null, bool contract = true)
    {
        var clock = new FixedClock(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        var database = await TestDatabase.CreateAsync(
            TestDatabase.UseCaseKind,
            services =>
                services
                    .AddSingleton<TimeProvider>(clock)
                    .AddSingleton(vendor ?? new FakeVendor())
                    .AddSingleton(Catalogue.Default)
                    .AddInvoices()
        );
        var bench = new InvoiceBench(database);
        await using var db = database.Open();
        var platform = A.Platform(Platform);
        db.Platforms.Add(platform);
        await db.SaveChangesAsync();
        if (contract)
        {
            db.Contracts.Add(
                A.Contract(
                    A.Terms(Line("cloudCX1", 80, 75, 90), Line("cloudCX2", 10, 115, 115)) with
                    {
                        First = new DateOnly(2026, 4, 1),
                        Last = new DateOnly(2027, 3, 31),
                    },
                    platform.Key
                )
            );
            await db.SaveChangesAsync();
        }

        return bench;
    }

    public T Get<T>()
        where T : notnull => Database.Get<T>();

    public Task<Outcome<InvoiceImport>> ImportAsync(string csv, string? preview = null, Viewer? viewer = null) =>
        Get<ImportInvoices>().RunAsync(viewer ?? FinOps, Platform, Encoding.UTF8.GetBytes(csv), preview, CancellationToken.None);

    public async Task<Outcome<InvoiceImport>> ApplyAsync(string csv) => await ImportAsync(csv, (await ImportAsync(csv)).Value.Preview);

    public static string File(params string[] lines) => string.Join('\n', lines.Prepend(Header));

    public async Task<IReadOnlyList<Invoice>> InvoicesAsync()
    {
        await using var db = Database.Open();
        return await db.Invoices.AsNoTracking().Include(i => i.Lines).OrderBy(i => i.Key).ToListAsync();
    }

    public async Task<IReadOnlyList<string>> AuditAsync()
    {
        await using var db = Database.Open();
        return await db.Audit.OrderBy(e => e.Sequence).Select(e => $"{e.Action} {e.Subject} {e.From} -> {e.To}").ToListAsync();
    }

    /// <summary>A closed bill of October.</summary>
    public async Task BillAsync(params (string Sku, int Committed, int Over, long Price, long Overage)[] lines)
    {
        await using var db = Database.Open();
        db.BilledLines.AddRange(
            lines.Select(line => new BilledLine
            {
                PlatformKey = 1,
                Month = (October.Year * 12) + October.Month - 1,
                Kind = BillKind.Closed,
                Contract = "contract",
                Sku = line.Sku,
                Basis = LineBasis.Named,
                First = October,
                Last = October.AddMonths(1).AddDays(-1),
                Billable = line.Committed + line.Over,
                Committed = line.Committed,
                Included = 0,
                IsNeed = false,
                Over = line.Over,
                PriceMicros = line.Price * Money.UnitMicros,
                OveragePriceMicros = line.Overage * Money.UnitMicros,
                CommitmentMicros = line.Committed * line.Price * Money.UnitMicros,
                OverageMicros = line.Over * line.Overage * Money.UnitMicros,
            })
        );
        await db.SaveChangesAsync();
    }

    /// <summary>A person who held a SKU on these days.</summary>
    public async Task HeldAsync(string person, string sku, string from, string? to, PersonState state = PersonState.Active)
    {
        await using var db = Database.Open();
        var found = await db.People.SingleOrDefaultAsync(p => p.VendorId == person);
        if (found is null)
        {
            db.People.Add(found = A.Person(person, state: state));
        }

        var offered = await db.Skus.SingleOrDefaultAsync(s => s.VendorId == sku);
        if (offered is null)
        {
            db.Skus.Add(offered = new OfferedSku { PlatformKey = 1, VendorId = sku });
        }

        await db.SaveChangesAsync();
        db.Seats.Add(
            new Seat
            {
                PersonKey = found.Key,
                SkuKey = offered.Key,
                From = Day(from),
                To = to is null ? null : Day(to),
            }
        );
        await db.SaveChangesAsync();
    }

    public async Task<InvoiceView> ViewAsync(Viewer? viewer = null)
    {
        var invoice = (await InvoicesAsync()).Last(i => i.ReplacedAt is null);
        return (await Get<ReadInvoice>().RunAsync(viewer ?? FinOps, invoice.Id, CancellationToken.None)).Value;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static LineTerms Line(string sku, int committed, long price, long overage) =>
        A.Line(sku, committed, price: price) with
        {
            OverageMicros = overage * Money.UnitMicros,
        };
}
