using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>The preview routes of billing (contract §6.2), whose pages name the address of the next one.</summary>
internal sealed class GenesysInvoices(ApiClient api) : IReadInvoices
{
    private const string Contracts = "/api/v2/billing/contracts";
    private const string Permission = "billing:subscription:view";
    private const int PageSize = 200;
    private const int MostPages = 10_000;

    public async Task<IReadOnlyList<VendorContract>> ContractsAsync(RequestPriority priority, CancellationToken ct) =>
        [
            .. from contract in await ListAsync(ApiRequest.Get(Contracts), GenesysJson.Default.WireFollowedWireContract, priority, ct)
            where contract.Id is not null
            select new VendorContract(
                contract.Id!,
                contract.Status,
                contract.ExternalNumber,
                Day(contract.DateStart),
                Day(contract.DateEnd),
                [.. (contract.Plans ?? []).SelectMany(LinesOf)]
            ),
        ];

    public async Task<IReadOnlyList<VendorInvoice>> InvoicesAsync(RequestPriority priority, CancellationToken ct) =>
        [
            .. from invoice in await ListAsync(
                ApiRequest.Get(Contracts + "/invoices"),
                GenesysJson.Default.WireFollowedWireInvoice,
                priority,
                ct
            )
            where invoice.Id is not null
            select new VendorInvoice(
                invoice.Id!,
                invoice.InvoiceNumber ?? invoice.Id!,
                Day(invoice.BillingPeriod?.DateStart ?? invoice.DateStart),
                Day(invoice.BillingPeriod?.DateEnd ?? invoice.DateEnd),
                invoice.CurrencyIsoCode,
                invoice.TotalAmount
            ),
        ];

    public async Task<IReadOnlyList<VendorInvoiceLine>> LinesAsync(string invoiceId, RequestPriority priority, CancellationToken ct) =>
        [
            .. from line in await ListAsync(
                ApiRequest.Get(Contracts + "/invoices/{invoiceId}/lines", invoiceId),
                GenesysJson.Default.WireFollowedWireInvoiceLine,
                priority,
                ct
            )
            select new VendorInvoiceLine(
                line.Name ?? line.Product?.Name ?? line.Product?.Sku ?? "",
                line.Product?.Name,
                line.Product?.Sku,
                line.Quantity,
                line.Price,
                line.Amount,
                line.CurrencyIsoCode
            ),
        ];

    private static IEnumerable<VendorContractLine> LinesOf(WirePlan plan) =>
        from item in plan.Items ?? []
        select new VendorContractLine(
            plan.Product?.Name ?? item.Name ?? plan.Name ?? "",
            plan.Product?.Sku,
            item.Quantity,
            item.Price,
            item.OveragePrice,
            item.CurrencyIsoCode,
            item.UnitOfMeasure
        );

    private async Task<List<T>> ListAsync<T>(
        ApiRequest request,
        JsonTypeInfo<WireFollowed<T>> type,
        RequestPriority priority,
        CancellationToken ct
    )
        where T : class
    {
        var asked = request.Needing(Permission).With("pageSize", PageSize);
        var (rows, seen) = (new List<T>(), new HashSet<string>(StringComparer.Ordinal));
        var page = await api.SendAsync(asked, type, priority, ct);
        for (var number = 1; number <= MostPages; number++)
        {
            rows.AddRange(page.Entities ?? throw Paging.NoList(request));
            if (page.NextUri is not { } next)
            {
                return rows;
            }

            if (AfterOf(next) is not { } after || !seen.Add(after))
            {
                break;
            }

            page = await api.SendAsync(asked.With("after", after), type, priority, ct);
        }

        throw new VendorException($"{request.Route} keeps naming a next page that can't be read.") { Route = request.Route };
    }

    /// <summary>Only the cursor is taken from the address, so that the vendor can't send our token elsewhere.</summary>
    private static string? AfterOf(string next)
    {
        var query = next.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? next[(at + 1)..] : "";
        return query
            .Split('&')
            .Where(pair => pair.StartsWith("after=", StringComparison.Ordinal))
            .Select(pair => Uri.UnescapeDataString(pair["after=".Length..]))
            .FirstOrDefault(value => value.Length > 0);
    }

    private static DateOnly? Day(string? text) =>
        text is { Length: >= 10 }
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
