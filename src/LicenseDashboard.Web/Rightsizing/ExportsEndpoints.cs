using System.Globalization;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Rightsizing;

/// <summary>Files for BI tools. Streamed: the first CSV row is sent before the last is read.</summary>
internal static class ExportsEndpoints
{
    private const string Name = "utilization";
    private const string Path = "/exports/" + Name;
    private static readonly QueryField _separator = QueryField.Word(
        "separator",
        "Separator between values. Defaults to comma.",
        CsvForm.Separators
    );
    private static readonly QueryField _decimal = QueryField.Word("decimal", "Decimal separator. Defaults to point.", CsvForm.Marks);

    public static IEndpointRouteBuilder MapExports(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet(Path + ExportFile.Csv, CsvAsync)
            .Needs(ApiScope.Read)
            .Takes(platform, _separator, _decimal)
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithSummary("User_ID, Current_License and Observed_Feature_Usage, one row per user.");
        api.MapGet(Path + ExportFile.Workbook, WorkbookAsync)
            .Needs(ApiScope.Read)
            .Takes(platform)
            .Produces<string>(StatusCodes.Status200OK, ExportFile.WorkbookType)
            .WithSummary("The same as an Excel workbook, with a column of numbers for each feature.");
        return api;
    }

    private static async Task<IResult> CsvAsync(HttpContext context, UtilizationExport export)
    {
        var call = await ApiCall.OfAsync(context);
        var rows = export
            .RunAsync(call.Viewer, call.Query.Text("platform"), call.Aborted)
            .Select(row => new ExportCell[] { row.UserId, string.Join('+', row.Held), UsageOf(row) });
        var form = CsvForm.Of(call.Query.Text(_separator.Name), call.Query.Text(_decimal.Name));
        return ExportFile.CsvOf(Name, form, ["User_ID", "Current_License", "Observed_Feature_Usage"], rows, mark: false);
    }

    private static async Task<IResult> WorkbookAsync(HttpContext context, UtilizationExport export, Catalogue catalogue)
    {
        var call = await ApiCall.OfAsync(context);
        List<string> features = [.. catalogue.Features.Select(feature => feature.Key)];
        var rows = export
            .RunAsync(call.Viewer, call.Query.Text("platform"), call.Aborted)
            .Select(row =>
                (ExportCell[])
                    [
                        row.UserId,
                        string.Join('+', row.Held),
                        .. features.Select(feature =>
                            ExportCell.Number(row.Usage.FirstOrDefault(use => use.Feature == feature).Count, "unknown")
                        ),
                    ]
            );
        return ExportFile.WorkbookOf(Name, ["User_ID", "Current_License", .. features], rows, call.Aborted);
    }

    private static string UsageOf(UtilizationRow row) =>
        string.Join(';', row.Usage.Select(use => $"{use.Feature}={use.Count?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}"));
}
