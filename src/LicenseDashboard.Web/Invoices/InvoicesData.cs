using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Invoices;

/// <param name="MayUpload">True if the viewer may upload invoices.</param>
internal sealed record InvoicesRead(bool MayUpload, PagedResult<InvoiceRow> Page, ContractComparison Contracts);

/// <summary>The reads of the invoices pages, and the upload. They show a single platform, because a contract belongs to one.</summary>
internal sealed class InvoicesData(
    CurrentViewer viewers,
    PlatformKeys platforms,
    InvoiceList list,
    ReadInvoice read,
    CompareContracts contracts,
    ImportInvoices import
)
{
    public static readonly ReadingList List = new("invoices");

    public string PlatformOr(string? chosen) => chosen is not null && platforms.Has(chosen) ? chosen : platforms.First;

    public async Task<Outcome<InvoicesRead>> ReadAsync(string platform, Page page, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var rows = await list.RunAsync(viewer, platform, page, ct);
        if (rows.Refusal is { } refusal)
        {
            return refusal;
        }

        var compared = await contracts.RunAsync(viewer, platform, ct);
        return compared.Refusal is { } other ? other : new InvoicesRead(viewer.EditsMoney, rows.Value, compared.Value);
    }

    public async Task<Outcome<InvoiceView>> OneAsync(string id, CancellationToken ct) =>
        Guid.TryParse(id, out var value)
            ? await read.RunAsync(await viewers.GetAsync(ct), new InvoiceId(value), ct)
            : Refusal.NotFound("Invoice not found.");

    public async Task<Outcome<InvoiceImport>> ImportAsync(
        string platform,
        ReadOnlyMemory<byte> file,
        string? preview,
        CancellationToken ct
    ) => await import.RunAsync(await viewers.GetAsync(ct), platform, file, preview, ct);
}
