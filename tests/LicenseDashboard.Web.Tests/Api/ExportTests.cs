using System.IO.Compression;
using System.Net;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

/// <summary>What leaves as a file, as a spreadsheet reads it.</summary>
public sealed class ExportTests(WebProgram program) : IClassFixture<WebProgram>
{
    private static readonly string[] Header = ["Name", "Savings", "Days", "Found on", "Decided at (UTC)", "Seen"];

    [Theory]
    [InlineData("comma-point", "Ann,1234.5,12,2026-11-30,2026-11-30 08:15:00,unknown")]
    [InlineData("semicolon-comma", "Ann;1234,5;12;2026-11-30;2026-11-30 08:15:00;unknown")]
    [InlineData("tab-comma", "Ann\t1234,5\t12\t2026-11-30\t2026-11-30 08:15:00\tunknown")]
    [InlineData("comma-comma", "Ann,\"1234,5\",12,2026-11-30,2026-11-30 08:15:00,unknown")]
    [InlineData("nonsense", "Ann,1234.5,12,2026-11-30,2026-11-30 08:15:00,unknown")]
    public void Csv_is_written_as_the_viewer_chose(string kept, string line) =>
        Assert.Equal(line + "\r\n", CsvText.Line(CsvForm.OfCookie(kept), Row("Ann")));

    [Theory]
    [
        InlineData("\uFF1DSUM(A1)"),
        InlineData("\uFF0B1"),
        InlineData("\uFF0D1"),
        InlineData("\uFF20x"),
        InlineData("\u22121"),
        InlineData("\tx"),
        InlineData("\rx"),
        InlineData("\u00A0=1"),
        InlineData("\u200B=1"),
        InlineData("\uFEFF@x")
    ]
    public void Full_width_and_hidden_signs_begin_no_formula(string text)
    {
        Assert.Equal("'" + text, SheetText.Safe(text));
        Assert.Equal("a" + text, SheetText.Safe("a" + text));
    }

    [Fact]
    public void Number_of_ours_keeps_its_minus() =>
        Assert.Equal(
            "-5;-0,5\r\n",
            CsvText.Line(CsvForm.OfCookie("semicolon-comma"), [ExportCell.Number(-5), ExportCell.Money(new Money(-500_000, "EUR"))])
        );

    [Fact]
    public async Task Workbook_has_typed_cells_and_no_formula()
    {
        using var file = new MemoryStream();
        await Workbook.WriteAsync(
            file,
            "rows",
            Header,
            Rows(Row("=1+1"), Row("\uFF1D2"), Row("bell\u0007 \uD800 end")),
            TestContext.Current.CancellationToken
        );
        var rows = Cells(file);
        Assert.Equal(Header, rows[0].Select(cell => cell.Text));
        Assert.Equal(["'=1+1", "1234.5", "12", "46356", "46356.34375", "unknown"], rows[1].Select(cell => cell.Text));
        Assert.Equal([true, false, false, false, false, true], rows[1].Select(cell => cell.IsText));
        Assert.Equal(("'\uFF1D2", "bell \uFFFD end"), (rows[2][0].Text, rows[3][0].Text));
        Assert.Equal(4, rows[1].Select(cell => cell.Style).Distinct().Count());
    }

    [Fact]
    public async Task Fifty_thousand_rows_are_written_while_they_are_read()
    {
        const int count = 50_000;
        var path = Path.GetTempFileName();
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        var written = new List<long>();
        await Workbook.WriteAsync(file, "rows", Header, Many(), TestContext.Current.CancellationToken);

        // Held back is at most a buffer, however long the list.
        Assert.True(
            file.Length - written[^1] < 200_000,
            $"{written[^1]:N0} of {file.Length:N0} bytes had left when the last row was read."
        );
        Assert.True(written[0] > 0 && written[1] > written[0] * 1.5);

        async IAsyncEnumerable<ExportCell[]> Many([EnumeratorCancellation] CancellationToken ct = default)
        {
            for (var n = 1; n <= count; n++)
            {
                yield return Row("Person " + n);
                if (n % (count / 5) == 0)
                {
                    written.Add(file.Length);
                }
            }

            await Task.CompletedTask;
        }
    }

    [
        Theory,
        InlineData("export/downgrades.xlsx?tab=ready"),
        InlineData("export/remediations.xlsx?status=handed-over"),
        InlineData("export/reclamations.xlsx")
    ]
    public async Task Every_export_is_a_workbook_too(string path)
    {
        using var answer = await program.CreateClient().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(
            (HttpStatusCode.OK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType)
        );
        Assert.EndsWith(".xlsx", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        await using var stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.Contains(Cells(stream)[0], cell => cell.Text.EndsWith("Name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Choice_is_remembered_by_the_viewers_cookie()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("export/downgrades.csv?tab=ready", UriKind.Relative))
        {
            Headers = { { "Cookie", "csv=semicolon-comma" } },
        };
        using var answer = await program.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
        Assert.StartsWith(
            "\uFEFFAgent Name;Email;Manager",
            System.Text.Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)),
            StringComparison.Ordinal
        );
    }

    private static ExportCell[] Row(string name) =>
        [
            name,
            ExportCell.Money(new Money(1_234_500_000, "EUR")),
            ExportCell.Number(12),
            ExportCell.Day(new DateOnly(2026, 11, 30)),
            ExportCell.Instant(new DateTime(2026, 11, 30, 8, 15, 0, DateTimeKind.Utc)),
            ExportCell.Day(null, "unknown"),
        ];

    private static async IAsyncEnumerable<ExportCell[]> Rows(params ExportCell[][] rows)
    {
        foreach (var row in rows)
        {
            yield return row;
        }

        await Task.CompletedTask;
    }

    private static List<List<(string Text, bool IsText, string? Style)>> Cells(Stream file)
    {
        using var copy = new MemoryStream();
        file.Position = file.CanSeek ? 0 : file.Position;
        file.CopyTo(copy);
        using var zip = new ZipArchive(copy, ZipArchiveMode.Read);
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        var xml = XDocument.Load(sheet);
        Assert.DoesNotContain(xml.Descendants(), element => element.Name.LocalName == "f");
        return
        [
            .. xml.Descendants()
                .Where(element => element.Name.LocalName == "row")
                .Select(row =>
                    row.Elements()
                        .Select(cell => (cell.Value, cell.Attribute("t")?.Value is "inlineStr" or "str" or "s", cell.Attribute("s")?.Value))
                        .ToList()
                ),
        ];
    }
}
