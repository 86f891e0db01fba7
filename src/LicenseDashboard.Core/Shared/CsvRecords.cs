using System.Text;

namespace LicenseDashboard.Core.Shared;

/// <summary>Splits CSV text into records as defined in RFC 4180. Lines may end in CR, LF or both.</summary>
internal static class CsvRecords
{
    /// <param name="firstLine">Line number at which the text begins.</param>
    public static Outcome<List<CsvRecord>> Read(string text, char separator, int firstLine = 1)
    {
        var records = new List<CsvRecord>();
        var values = new List<string>();
        var value = new StringBuilder();
        var (line, started, at) = (firstLine, firstLine, 0);
        while (at < text.Length)
        {
            var c = text[at++];
            if (c == '"' && string.IsNullOrWhiteSpace(value.ToString()))
            {
                value.Clear();
                if (!Quoted(text, ref at, ref line, value))
                {
                    return Refusal.Invalid($"Line {started}: a quotation mark is not closed.");
                }
            }
            else if (c == separator)
            {
                values.Add(Take(value));
            }
            else if (c is '\r' or '\n')
            {
                at += c == '\r' && at < text.Length && text[at] == '\n' ? 1 : 0;
                Close();
                started = ++line;
            }
            else
            {
                value.Append(c);
            }
        }

        Close();
        return records;

        void Close()
        {
            values.Add(Take(value));
            if (values.Exists(one => one.Length > 0))
            {
                records.Add(new CsvRecord(started, [.. values]));
            }

            values.Clear();
        }
    }

    private static bool Quoted(string text, ref int at, ref int line, StringBuilder value)
    {
        while (at < text.Length)
        {
            var c = text[at++];
            if (c == '"')
            {
                if (at >= text.Length || text[at] != '"')
                {
                    return true;
                }

                at++;
            }
            else if (c == '\n' || (c == '\r' && (at >= text.Length || text[at] != '\n')))
            {
                line++;
            }

            value.Append(c);
        }

        return false;
    }

    private static string Take(StringBuilder value)
    {
        var text = value.ToString().Trim();
        value.Clear();
        return text;
    }
}
