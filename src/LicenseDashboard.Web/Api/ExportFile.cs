using System.Text;

namespace LicenseDashboard.Web.Api;

/// <summary>
/// A list as a file: CSV in the viewer's form, or a workbook with typed columns. Written while it is read, so a large list needs no
/// memory.
/// </summary>
internal static class ExportFile
{
    public const string Csv = ".csv";
    public const string Workbook = ".xlsx";
    public const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Maps the list in both formats; the address ends with the file extension.</summary>
    /// <param name="path">Without the extension.</param>
    public static void MapExport(this IEndpointRouteBuilder endpoints, string path, Delegate handler)
    {
        endpoints.MapGet(path + Csv, handler).RequireAuthorization().ExcludeFromDescription();
        endpoints.MapGet(path + Workbook, handler).RequireAuthorization().ExcludeFromDescription();
    }

    /// <param name="name">File name without the extension.</param>
    public static IResult Of(HttpContext context, string name, IReadOnlyList<string> header, IAsyncEnumerable<ExportCell[]> rows) =>
        context.Request.Path.Value?.EndsWith(Workbook, StringComparison.OrdinalIgnoreCase) == true
            ? WorkbookOf(name, header, rows, context.RequestAborted)
            : CsvOf(name, CsvForm.OfCookie(context.Request.Cookies[CsvForm.Cookie]), header, rows, mark: true);

    /// <summary>A sample of a file that an import reads, in the viewer's form.</summary>
    /// <param name="rows">The columns first.</param>
    public static IResult SampleOf(HttpContext context, string name, IReadOnlyList<string[]> rows) =>
        CsvOf(
            name,
            CsvForm.OfCookie(context.Request.Cookies[CsvForm.Cookie]),
            rows[0],
            rows.Skip(1).Select(row => row.Select(text => (ExportCell)text).ToArray()).ToAsyncEnumerable(),
            mark: true
        );

    /// <param name="mark">Writes a byte order mark, by which spreadsheets recognize UTF-8; programs often don't expect one.</param>
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
    /// The parts of a workbook are closed synchronously, which the server's stream refuses, so it is written to a temporary file that is
    /// deleted on close. A failure then gives an error instead of half a file.
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

        /// <summary>Contains names and mail addresses, so other users of this machine must not be able to read it.</summary>
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
