using System.Text;

namespace LicenseDashboard.Core.Shared;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">Line of the file, from 1, where the record begins; quoted values may contain line breaks.</param>
public sealed record CsvRecord(int Line, IReadOnlyList<string> Values);

/// <summary>
/// A CSV file as saved by a spreadsheet. Encoding: UTF-8 or UTF-16 by byte order mark, otherwise UTF-8 if valid, otherwise Windows-1252.
/// Separator: from a first line <c>sep=;</c>, otherwise the most frequent of comma, semicolon and tab in the header, outside quotes.
/// Quoting follows RFC 4180. Values are trimmed; empty records are skipped.
/// </summary>
public sealed class CsvTable
{
    /// <summary>Files that were processed by two programs can have it twice.</summary>
    private const char Mark = '\uFEFF';

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly Dictionary<string, int> _columns;

    private CsvTable(IReadOnlyList<string> header, IReadOnlyList<CsvRecord> records)
    {
        (Header, Records) = (header, records);
        _columns = header
            .Select((name, at) => (Key: KeyOf(name), at))
            .DistinctBy(column => column.Key)
            .ToDictionary(column => column.Key, column => column.at, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Header { get; }

    public IReadOnlyList<CsvRecord> Records { get; }

    /// <summary>Reads a whole file, or returns what is wrong with it.</summary>
    public static Outcome<CsvTable> Read(ReadOnlySpan<byte> bytes)
    {
        var text = Decode(bytes).TrimStart(Mark);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return Refusal.Invalid("The file is not a text file. Save it as CSV (UTF-8) and upload it again.");
        }

        var (separator, from) = Named(text) ?? (Counted(text), 0);
        var read = CsvRecords.Read(text[from..], separator, firstLine: from > 0 ? 2 : 1);
        if (read.Refusal is { } refused)
        {
            return refused;
        }

        if (read.Value is not [var header, ..])
        {
            return Refusal.Invalid("The file is empty: its first line must name the columns.");
        }

        var twice = header.Values.Where(name => name.Length > 0).GroupBy(KeyOf).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? new CsvTable(header.Values, [.. read.Value.Skip(1)])
            : Refusal.Invalid($"The column \"{twice.First()}\" appears {twice.Count()} times. Keep one of them.");
    }

    /// <summary>True if the file has the column. Case, whitespace, hyphens and underscores in the name are ignored.</summary>
    public bool Has(string column) => _columns.ContainsKey(KeyOf(column));

    /// <summary>Empty if the record is too short or the file has no such column.</summary>
    public string Value(CsvRecord record, string column)
    {
        ArgumentNullException.ThrowIfNull(record);
        return _columns.TryGetValue(KeyOf(column), out var at) && at < record.Values.Count ? record.Values[at] : "";
    }

    private static string KeyOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                return Encoding.UTF8.GetString(bytes[3..]);
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode.GetString(bytes[2..]);
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // What Excel writes as plain "CSV" on Western systems; every byte is valid in it.
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    /// <summary>In some regions, spreadsheets write the separator in a line of its own, quoted or not, before the header.</summary>
    private static (char Separator, int HeaderAt)? Named(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = (end < 0 ? text.AsSpan() : text.AsSpan(0, end)).Trim(' ').Trim('"');
        if (!first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || first.Length != 5)
        {
            return null;
        }

        var next =
            end < 0 ? text.Length
            : text.AsSpan(end).StartsWith("\r\n") ? end + 2
            : end + 1;
        return (first[4], next);
    }

    private static char Counted(string text)
    {
        int commas = 0,
            semicolons = 0,
            tabs = 0;
        var quoted = false;
        foreach (var c in text.AsSpan().TrimStart("\r\n"))
        {
            if (c is '\r' or '\n' && !quoted)
            {
                break;
            }

            quoted ^= c == '"';
            commas += c == ',' && !quoted ? 1 : 0;
            semicolons += c == ';' && !quoted ? 1 : 0;
            tabs += c == '\t' && !quoted ? 1 : 0;
        }

        return tabs > commas && tabs > semicolons ? '\t'
            : semicolons > commas ? ';'
            : ',';
    }
}
