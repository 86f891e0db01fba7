using LicenseDashboard.Application.Spend;
using LicenseDashboard.Application.Spend.Focus;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Spend;

/// <summary>The months in the page's address as a file, one row for each part of a month; and closed months as FOCUS.</summary>
internal static class SpendExport
{
    public const string Path = Name + ExportFile.Csv;
    public const string Focus = "export/focus" + ExportFile.Csv;

    private const string Name = "export/spend";

    public static void MapSpendExport(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapExport(
            Name,
            async (HttpContext context, CurrentViewer viewers, PlatformKeys platforms, SpendByMonth spend, string? platform) =>
            {
                var key = platform is not null && platforms.Has(platform) ? platform : platforms.First;
                var (address, _) = SpendAddress.Read(key, Uri(context));
                var viewer = await viewers.ForAsync(context.User, context.RequestAborted);
                var read = await spend.RunAsync(viewer, address.Query, context.RequestAborted);
                return read.Refusal is null
                    ? ExportFile.Of(
                        context,
                        "spend",
                        ["Month", "Platform", SpendWords.Of(address.GroupBy), "Id", "People", "Cost", "Currency", "Status"],
                        Lines(read.Value).ToAsyncEnumerable()
                    )
                    : LocalAddress.Redirect("/spend", context); // the page says what is wrong
            }
        );
        endpoints
            .MapGet(
                Focus,
                async (HttpContext context, CurrentViewer viewers, FocusExport export, string? platform) =>
                {
                    var (address, _) = SpendAddress.Read(platform ?? "", Uri(context));
                    var viewer = await viewers.ForAsync(context.User, context.RequestAborted);
                    var table = await export.RunAsync(viewer, platform, address.From, address.To, context.RequestAborted);
                    return table.Refusal is null ? FileOf(table.Value) : LocalAddress.Redirect("/spend", context);
                }
            )
            .RequireAuthorization()
            .ExcludeFromDescription();
    }

    /// <summary>Points and commas whatever the viewer's spreadsheet reads, because programs read it.</summary>
    public static IResult FileOf(FocusTable table) =>
        ExportFile.CsvOf(
            "focus-" + table.Version,
            CsvForm.Default,
            table.Columns.Select(column => column.Name),
            table.Rows.Select(row => table.Columns.Zip(row, Cell).ToArray()).ToAsyncEnumerable(),
            mark: false
        );

    private static ExportCell Cell(FocusHead column, string? value) =>
        column.IsNumber && value is not null
            ? new ExportCell(ExportKind.Number, "", decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture))
            : value;

    private static IEnumerable<ExportCell[]> Lines(IReadOnlyList<PlatformSpend> spend) =>
        spend.SelectMany(platform =>
            platform.Months.SelectMany(month =>
                month.Parts.Select(part =>
                    (ExportCell[])
                        [
                            MonthNumber.Text(month.Month),
                            platform.Platform,
                            part.Name,
                            part.Key,
                            ExportCell.Number(part.People),
                            ExportCell.Money(new Money(part.Micros, platform.Currency ?? "")),
                            platform.Currency,
                            SpendWords.Of(month)?.Text ?? "Closed",
                        ]
                )
            )
        );

    private static string Uri(HttpContext context) => "http://local/" + context.Request.QueryString;
}
