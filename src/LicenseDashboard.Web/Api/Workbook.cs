using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace LicenseDashboard.Web.Api;

/// <summary>One sheet with a frozen header, and cells with texts, numbers, amounts, days and instants.</summary>
internal static class Workbook
{
    /// <summary>Maximum length of a cell in all spreadsheets.</summary>
    private const int MostText = 32_767;

    public static async Task WriteAsync(
        Stream stream,
        string name,
        IReadOnlyList<string> header,
        IAsyncEnumerable<ExportCell[]> rows,
        CancellationToken ct
    )
    {
        await using var book = await Spreadsheet.CreateNewAsync(stream, cancellationToken: ct);
        var sheet = new WorksheetOptions { FrozenRows = 1 };
        for (var column = 1; column <= header.Count; column++)
        {
            sheet.Column(column).Width = Math.Clamp(header[column - 1].Length + 4, 14, 30);
        }

        await book.StartWorksheetAsync(name, sheet, ct);
        var title = new Style();
        title.Font.Bold = true;
        var bold = book.AddStyle(title);
        var amount = Format(NumberFormat.Standard(StandardNumberFormat.ThousandsSeparatorTwoDecimalPlaces));
        var day = Format(NumberFormat.Custom("yyyy-mm-dd"));
        var instant = Format(NumberFormat.Custom("yyyy-mm-dd hh:mm:ss"));
        await book.AddRowAsync(header.Select(text => new StyledCell(Text(text), bold)).ToArray(), ct);
        await foreach (var row in rows.WithCancellation(ct))
        {
            await book.AddRowAsync(
                row.Select(cell =>
                        cell.Kind switch
                        {
                            ExportKind.Text => new StyledCell(Text(cell.Text), null),
                            ExportKind.Number => new StyledCell(cell.Amount, null),
                            ExportKind.Amount => new StyledCell(cell.Amount, amount),
                            ExportKind.Day => new StyledCell(cell.At, day),
                            ExportKind.Instant => new StyledCell(cell.At, instant),
                        }
                    )
                    .ToArray(),
                ct
            );
        }

        await book.FinishAsync(ct);

        StyleId Format(NumberFormat format) => book.AddStyle(new Style { Format = format });
    }

    /// <summary>
    /// A text cell executes nothing until it is edited or saved as CSV. XML can't contain control characters or unpaired surrogates.
    /// </summary>
    private static string Text(string text)
    {
        var whole = text.Length > MostText - 1 ? text[..(MostText - 1)] : text;
        var safe = SheetText.Safe(whole);
        return safe.AsSpan().ContainsAnyInRange('\0', '\u001F') || safe.Any(char.IsSurrogate)
            ? string.Concat(
                safe.EnumerateRunes().Where(rune => rune.Value is >= ' ' or '\n' or '\r' or '\t').Select(rune => rune.ToString())
            )
            : safe;
    }
}
