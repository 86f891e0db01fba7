using System.Globalization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Invoices;

/// <summary>Reads the lines of a CSV file of invoices; several invoices may share a file.</summary>
internal static class InvoiceCsv
{
    public const string Columns = "invoice, from, to, currency, product, amount; optional: quantity, unit price, sku, total";

    private static readonly string[] Required = ["invoice", "from", "to", "currency", "product", "amount"];
    private static readonly string[] Known = [.. Required, "quantity", "unit price", "sku", "total"];

    /// <summary>Rows of a file that can be imported, the columns first.</summary>
    public static IReadOnlyList<string[]> Sample(DateOnly today)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var (from, to) = (Day(first), Day(first.AddMonths(1).AddDays(-1)));
        return
        [
            [.. Required[..5], "quantity", "unit price", "amount", "total"],
            ["INV-1001", from, to, "USD", "Genesys Cloud CX 1", "80", "75.00", "6000.00", "11220.00"],
            ["INV-1001", from, to, "USD", "Genesys Cloud CX 1 Overage", "58", "90.00", "5220.00", "11220.00"],
        ];
    }

    /// <summary>What is wrong with the columns; null if nothing.</summary>
    public static Refusal? Wrong(CsvTable table)
    {
        if (Required.FirstOrDefault(column => !table.Has(column)) is { } missing)
        {
            return Refusal.Invalid($"The column \"{missing}\" is missing. The first line must name the columns {Columns}.");
        }

        var known = Known.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        return table.Header.FirstOrDefault(name => name.Length > 0 && !known.Contains(KeyOf(name))) is { } unknown
            ? Refusal.Invalid($"The column \"{unknown}\" is unknown. Possible columns: {Columns}.")
            : null;
    }

    public static IReadOnlyList<ReadLine> Read(CsvTable table) => [.. table.Records.Select(record => Read(table, record))];

    private static ReadLine Read(CsvTable table, CsvRecord record)
    {
        var (errors, notes) = (new List<string>(), new List<string>());
        return new ReadLine(record.Line, Text("invoice"), Text("product"))
        {
            First = DayOf("from"),
            Last = DayOf("to"),
            Currency = Text("currency").ToUpperInvariant(),
            Sku = Text("sku") is { Length: > 0 } sku ? SkuIds.Canonical(sku) : null,
            Quantity = Amount("quantity"),
            UnitPrice = Amount("unit price"),
            Amount = Amount("amount"),
            Total = Amount("total"),
            Errors = errors,
            Notes = notes,
        };

        string Text(string column) => table.Value(record, column).Trim();

        DateOnly? DayOf(string column)
        {
            if (DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            errors.Add($"{column} \"{Short(Text(column))}\" is not a date. Write it as 2026-11-01.");
            return null;
        }

        long? Amount(string column)
        {
            if (Text(column) is not { Length: > 0 } text)
            {
                return null;
            }

            var read = AmountText.Micros(column, text);
            if (read.Refusal is { } wrong)
            {
                errors.Add(wrong.Message);
                return null;
            }

            if (AmountText.IsUnusual(text))
            {
                var shown = (read.Value / (decimal)Money.UnitMicros).ToString("0.00####", CultureInfo.InvariantCulture);
                notes.Add($"{column} \"{Short(text)}\" is read as {shown}.");
            }

            return read.Value;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string KeyOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string Short(string text) => text.Length > 64 ? text[..64] + "…" : text;
}
