namespace LicenseDashboard.Web.Api;

/// <summary>Separated text as RFC 4180 has it, whose cells no spreadsheet runs.</summary>
internal static class CsvText
{
    public static string Line(CsvForm form, IEnumerable<ExportCell> cells) =>
        string.Join(
            form.Separator,
            cells.Select(cell =>
                cell.Kind switch
                {
                    ExportKind.Text => Cell(cell.Text, form.Separator),

                    // Ours, not typed by anybody: a minus in front is a number and runs nothing.
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

/// <summary>What people and vendors typed, so that a spreadsheet shows it and never takes it for a formula.</summary>
internal static class SheetText
{
    /// <summary>Full-width and small signs too: spreadsheets of East Asian regions read them as the plain ones.</summary>
    private const string Formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212";

    /// <summary>With an apostrophe in front where it would begin a formula, also behind blanks and characters that show nothing.</summary>
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
