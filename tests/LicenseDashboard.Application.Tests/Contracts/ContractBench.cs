using System.Text;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Tests.Contracts;

/// <summary>One platform without a contract, and the use cases.</summary>
internal sealed class ContractBench : IAsyncDisposable
{
    public TestDatabase Database { get; private set; } = null!;

    public FixedClock Clock { get; } = new();

    public Viewer FinOps { get; } = new("Fin Ops", "persona:finops", ViewerRoles.FinOps, []);

    public Viewer Auditor { get; } = new("Au Ditor", "persona:auditor", ViewerRoles.Auditor, []);

    public SaveContract Save => new(Database.Factory, Catalogue.Default, Clock);

    public RemoveContract Remove => new(Database.Factory, Clock);

    public ContractList List => new(Database.Factory, Clock);

    public ContractHistory History => new(Database.Factory);

    public ImportContracts Import => new(Database.Factory, Catalogue.Default, Clock);

    public InvoiceProductList Products => new(Database.Factory);

    public MapInvoiceProduct Map => new(Database.Factory, Catalogue.Default, Clock);

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        await using var db = Database.Open();
        db.Platforms.Add(A.Platform());
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    public async Task<IReadOnlyList<string>> AuditAsync()
    {
        await using var db = Database.Open();
        return await db.Audit.OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync();
    }

    public static ContractDraft Draft(string id = "main", string sku = "cloudCX1", decimal price = 75)
    {
        var draft = new ContractDraft
        {
            Id = id,
            Currency = "USD",
            First = new DateOnly(2026, 4, 1),
            Last = new DateOnly(2027, 3, 31),
            NoticeDays = 90,
        };
        draft.Lines.Add(
            new LineDraft
            {
                Sku = sku,
                Basis = LineBasis.Named,
                Committed = 10,
                Price = price,
            }
        );
        return draft;
    }

    public static byte[] File(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
}
