using System.Text;

namespace LicenseDashboard.Web.Api;

/// <summary>
/// A list as a file: CSV as the viewer chose it, or a workbook with typed columns. Written while it is read: a large list takes no memory.
/// </summary>
internal static class ExportFile
{
    public const string Csv = ".csv";
    public const string Workbook = ".xlsx";
    public const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The same list in both formats; the address ends as the file does.</summary>
    /// <param name="path">Without the ending.</param>
    public static void MapExport(this IEndpointRouteBuilder endpoints, string path, Delegate handler)
    {
        endpoints.MapGet(path + Csv, handler).RequireAuthorization().ExcludeFromDescription();
        endpoints.MapGet(path + Workbook, handler).RequireAuthorization().ExcludeFromDescription();
    }

    /// <param name="name">Of the file, without the ending.</param>
    public static IResult Of(HttpContext context, string name, IReadOnlyList<string> header, IAsyncEnumerable<ExportCell[]> rows) =>
        context.Request.Path.Value?.EndsWith(Workbook, StringComparison.OrdinalIgnoreCase) == true
            ? WorkbookOf(name, header, rows, context.RequestAborted)
            : CsvOf(name, CsvForm.OfCookie(context.Request.Cookies[CsvForm.Cookie]), header, rows, mark: true);

    /// <param name="mark">Begin with the mark by which spreadsheets tell UTF-8; programs trip over it.</param>
    public static IResult CsvOf(string name, CsvForm form, IEnumerable<string> header, IAsyncEnumerable<ExportCell[]> rows, bool mark) =>
        Results.Stream(
            async stream =>
            {
                await using var writer = new StreamWriter(stream, new UTF8Encoding(mark), bufferSize: 16_384, leaveOpen: true);
                await writer.WriteAsync(CsvText.Line(form, header.Select(title => (ExportCell)title)));
                await foreach (var row in rows)
                {
                    await writer.WriteAsync(CsvText.Line(form, row));
                }
            },
            "text/csv; charset=utf-8",
            name + Csv
        );

    public static IResult WorkbookOf(
        string name,
        IReadOnlyList<string> header,
        IAsyncEnumerable<ExportCell[]> rows,
        CancellationToken ct
    ) => new WorkbookAnswer(name, header, rows, ct);

    /// <summary>
    /// The parts of a workbook are closed by calls that wait, which the server's own stream refuses; so it goes to a file that vanishes
    /// with its handle. A fault is an error then, not half a file.
    /// </summary>
    private sealed class WorkbookAnswer(
        string name,
        IReadOnlyList<string> header,
        IAsyncEnumerable<ExportCell[]> rows,
        CancellationToken ct
    ) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), Passing());
            await Api.Workbook.WriteAsync(file, name, header, rows, ct);
            file.Position = 0;
            await Results.Stream(file, WorkbookType, name + Workbook).ExecuteAsync(httpContext);
        }

        /// <summary>It holds names and mails, so nobody else at this machine may read it.</summary>
        private static FileStreamOptions Passing()
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 65_536,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return options;
        }
    }
}
