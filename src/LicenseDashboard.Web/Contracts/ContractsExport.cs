using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Contracts;

/// <summary>The contracts of a platform as the file that the import reads, and a sample of it.</summary>
internal static class ContractsExport
{
    public const string Path = "export/contracts" + ExportFile.Csv;
    public const string SamplePath = "export/sample-contracts" + ExportFile.Csv;

    public static void MapContractsExport(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet(
                Path,
                async (HttpContext context, CurrentViewer viewers, ContractList list, string? platform) =>
                {
                    var read = await list.RunAsync(
                        await viewers.ForAsync(context.User, context.RequestAborted),
                        platform,
                        context.RequestAborted
                    );
                    return read.Refusal is null
                        ? ExportFile.SampleOf(
                            context,
                            "contracts",
                            [
                                [.. ContractCsv.Columns],
                                .. read.Value.SelectMany(row => ContractCsv.RowsOf(row.Terms)),
                            ]
                        )
                        : LocalAddress.Redirect("/contracts", context); // the page says what is wrong
                }
            )
            .RequireAuthorization()
            .ExcludeFromDescription();
        endpoints
            .MapGet(
                SamplePath,
                (HttpContext context, Catalogue catalogue, TimeProvider clock) =>
                    ExportFile.SampleOf(
                        context,
                        "sample-contracts",
                        ContractCsv.Sample(catalogue, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
                    )
            )
            .RequireAuthorization()
            .ExcludeFromDescription();
    }
}
