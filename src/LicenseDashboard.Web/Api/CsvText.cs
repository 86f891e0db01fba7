namespace LicenseDashboard.Web.Api;

/// <summary>CSV text as defined in RFC 4180, with cells that no spreadsheet executes.</summary>
internal static class CsvText
{
    public static string Line(CsvForm form, IEnumerable<ExportCell> cells) =>
        string.Join(
            form.Separator,
            cells.Select(cell =>
                cell.Kind switch
                {
                    ExportKind.Text => Cell(cell.Text, form.Separator),

                    // Generated, not typed: a leading minus is a number and executes nothing.
                    ExportKind.Number or ExportKind.Amount => Quoted(form.Number(cell.Amount), form.Separator),
                    ExportKind.Day or ExportKind.Instant => cell.Text,
                }
            )
        ) + "\r\n";

    public static string Cell(string text, char separator = ',') => Quoted(SheetText.Safe(text), separator);

    private static string Quoted(string text, char separator) =>
        text.Contains(separator, StringComparison.Ordinal) || text.AsSpan().IndexOfAny("\"\r\n\t") >= 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
}

/// <summary>Makes typed text safe, so that a spreadsheet never treats it as a formula.</summary>
internal static class SheetText
{
    /// <summary>Includes full-width and small signs, which East Asian spreadsheets treat like the plain ones.</summary>
    private const string Formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212";

    /// <summary>Adds a leading apostrophe if the text would begin a formula, also after whitespace and invisible characters.</summary>
    public static string Safe(string text)
    {
        foreach (var c in text)
        {
            if (Formula.Contains(c, StringComparison.Ordinal))
            {
                return "'" + text;
            }

            if (!char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.Format)
            {
                break;
            }
        }

        return text;
    }
}
