namespace LicenseDashboard.Web.Api;

/// <summary>Comma-separated text as RFC 4180 has it, that no spreadsheet runs: what would begin a formula gets an apostrophe in front.</summary>
internal static class CsvText
{
    private const string Formula = "=+-@\t\r\n";
    private static readonly char[] _quoted = [',', '"', '\r', '\n', '\t'];

    public static string Line(params IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    public static string Cell(string text)
    {
        var safe = text.Length > 0 && (Formula.Contains(text[0], StringComparison.Ordinal) || (text[0] == ' ' && text.TrimStart() is [var first, ..] && Formula.Contains(first, StringComparison.Ordinal)))
            ? "'" + text
            : text;
        return safe.IndexOfAny(_quoted) >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
