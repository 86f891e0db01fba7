using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Contracts;

/// <param name="MayEdit">True if the viewer may change contracts and the mapping.</param>
/// <param name="Configured">What configuration says and is not applied.</param>
internal sealed record ContractsRead(
    bool MayEdit,
    DateOnly Today,
    IReadOnlyList<ContractRow> Contracts,
    IReadOnlyList<ConfiguredDifference> Configured,
    IReadOnlyList<InvoiceProductRow> Products
);

/// <summary>The reads of the Contracts page, which shows one platform, because a platform's contracts belong together.</summary>
internal sealed class ContractsData(
    CurrentViewer viewers,
    PlatformKeys platforms,
    ContractList contracts,
    ContractHistory history,
    ConfiguredDifferences configured,
    InvoiceProductList products,
    TimeProvider clock
)
{
    public string PlatformOr(string? chosen) => chosen is not null && platforms.Has(chosen) ? chosen : platforms.First;

    public async Task<Outcome<ContractsRead>> ReadAsync(string platform, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var list = await contracts.RunAsync(viewer, platform, ct);
        var differences = await configured.RunAsync(viewer, platform, ct);
        var mapped = await products.RunAsync(viewer, platform, ct);
        if ((list.Refusal ?? differences.Refusal ?? mapped.Refusal) is { } refusal)
        {
            return refusal;
        }

        var today = list.Value is [var row, ..] ? row.Today : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return new ContractsRead(viewer.EditsMoney, today, list.Value, differences.Value, mapped.Value);
    }

    public async Task<Outcome<IReadOnlyList<ContractVersionRow>>> HistoryAsync(string platform, string id, CancellationToken ct) =>
        await history.RunAsync(await viewers.GetAsync(ct), platform, id, ct);

    /// <returns>Empty for viewers who don't see money.</returns>
    public async Task<IReadOnlyList<ContractRow>> RunwaysAsync(string? platform, CancellationToken ct)
    {
        var list = await contracts.RunAsync(await viewers.GetAsync(ct), platform, ct);
        return list.Refusal is null ? [.. list.Value.Where(row => row.Runway is not null).OrderBy(row => row.Runway!.Deadline)] : [];
    }
}

/// <summary>The page's actions.</summary>
internal sealed class ContractActions(
    CurrentViewer viewers,
    ContractList contracts,
    SaveContract save,
    RemoveContract remove,
    ImportContracts import,
    MapInvoiceProduct map
)
{
    public async Task<Outcome<ContractRow>> OneAsync(string platform, string id, CancellationToken ct) =>
        await contracts.OneAsync(await viewers.GetAsync(ct), platform, id, ct);

    public async Task<Refusal?> SaveAsync(string platform, int? version, Core.Contracts.ContractDraft draft, CancellationToken ct) =>
        (await save.RunAsync(await viewers.GetAsync(ct), platform, version, draft, ct)).Refusal;

    public async Task<Refusal?> RemoveAsync(string platform, string id, int version, CancellationToken ct) =>
        (await remove.RunAsync(await viewers.GetAsync(ct), platform, id, version, ct)).Refusal;

    public async Task<Outcome<ContractImportReport>> ImportAsync(
        string platform,
        ReadOnlyMemory<byte> file,
        string? preview,
        CancellationToken ct
    ) => await import.RunAsync(await viewers.GetAsync(ct), platform, file, preview, ct);

    public async Task<Refusal?> MapAsync(string platform, string? product, string? sku, CancellationToken ct) =>
        (await map.RunAsync(await viewers.GetAsync(ct), platform, product, sku, ct)).Refusal;
}

internal static class ContractPages
{
    public static IServiceCollection AddContractPages(this IServiceCollection services) =>
        services.AddScoped<ContractsData>().AddScoped<ContractActions>();
}
