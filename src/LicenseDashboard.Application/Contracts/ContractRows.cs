using System.Globalization;
using System.Text.RegularExpressions;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Contracts;

/// <summary>One contract of a file, as far as it could be read.</summary>
/// <param name="Rows">The file's rows of it; row n is the draft's line n.</param>
internal sealed record ReadContract(ContractDraft Draft, IReadOnlyList<CsvRecord> Rows);

/// <summary>Makes drafts of the rows of a file. Rows of one contract need not stand together.</summary>
internal sealed partial class ContractRows(CsvTable table)
{
    private static readonly string[] _yes = ["yes", "true", "1"];
    private static readonly string[] _no = ["", "no", "false", "0"];

    /// <summary>What is wrong with the columns; null if nothing.</summary>
    public static Refusal? Wrong(CsvTable table)
    {
        var known = string.Join(", ", ContractCsv.Columns);
        if (ContractCsv.Required.FirstOrDefault(column => !table.Has(column)) is { } missing)
        {
            return Refusal.Invalid($"The column \"{missing}\" is missing. The first line must name the columns: {known}.");
        }

        var keys = ContractCsv.Columns.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        return table.Header.FirstOrDefault(name => name.Length > 0 && !keys.Contains(KeyOf(name))) is { } unknown
            ? Refusal.Invalid($"The column \"{unknown}\" is unknown. Possible columns: {known}.")
            : null;

        static string KeyOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
    }

    public IReadOnlyList<ReadContract> Read() =>
        [
            .. table
                .Records.GroupBy(record => table.Value(record, ContractCsv.Contract), StringComparer.Ordinal)
                .Select(rows => Contract(rows.Key, [.. rows])),
        ];

    private ReadContract Contract(string id, List<CsvRecord> rows)
    {
        var first = rows[0];
        var draft = new ContractDraft { Id = id };
        draft.PoNumber = Unescaped(table.Value(first, "po number"));
        draft.Currency = table.Value(first, "currency");
        draft.First = Day(draft, "first", table.Value(first, "first day"));
        draft.Last = Day(draft, "last", table.Value(first, "last day"));
        draft.NoticeDays = Whole(draft, "noticeDays", table.Value(first, "notice days"));
        draft.RenewalMonths = Whole(draft, "renewalMonths", table.Value(first, "renewal months"));
        draft.OverUse = Word<OverUse>(draft, "overUse", table.Value(first, "over-use"));
        draft.Minimum = Amount(draft, "minimum", table.Value(first, "minimum charge"));
        foreach (var (at, row) in rows.Index())
        {
            draft.Lines.Add(Line(draft, row, string.Create(CultureInfo.InvariantCulture, $"lines[{at}].")));
            foreach (var column in ContractCsv.HeadColumns.Where(column => table.Value(row, column) != table.Value(first, column)))
            {
                draft.Unreadable.Add(
                    new FieldProblem(
                        string.Create(CultureInfo.InvariantCulture, $"lines[{at}].{column}"),
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"lines[{at}].{column} is not the same as on lines[0]. Repeat the contract's own terms on each of its rows."
                        )
                    )
                );
            }
        }

        return new ReadContract(draft, rows);
    }

    private LineDraft Line(ContractDraft draft, CsvRecord row, string at)
    {
        var line = new LineDraft
        {
            Sku = table.Value(row, "sku"),
            Basis = Word<LineBasis>(draft, at + "basis", table.Value(row, "basis")),
            Committed = Whole(draft, at + "committed", table.Value(row, "committed")),
            Minimum = Whole(draft, at + "minimum", table.Value(row, "minimum")),
            Included = Whole(draft, at + "included", table.Value(row, "included")),
            Price = Amount(draft, at + "price", table.Value(row, "price")),
            Overage = Amount(draft, at + "overage", table.Value(row, "overage price")),
            Cancellable = Switch(draft, at + "cancellable", table.Value(row, "cancellable")),
        };
        var changes = table
            .Value(row, ContractCsv.Changes)
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var (number, text) in changes.Index())
        {
            line.Changes.Add(Change(draft, string.Create(CultureInfo.InvariantCulture, $"{at}changes[{number}]"), text));
        }

        return line;
    }

    /// <summary><c>2027-01-01 committed=120 price=110.5</c>.</summary>
    private static ChangeDraft Change(ContractDraft draft, string at, string text)
    {
        var parts = text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var change = new ChangeDraft { From = Day(draft, at + ".from", parts[0]) };
        foreach (var part in parts.Skip(1))
        {
            var (name, value) = part.Split('=', 2) is [var left, var right] ? (left.ToLowerInvariant(), right) : (part, "");
            switch (name)
            {
                case "committed":
                    change.Committed = Whole(draft, at + ".committed", value);
                    break;
                case "minimum":
                    change.Minimum = Whole(draft, at + ".minimum", value);
                    break;
                case "included":
                    change.Included = Whole(draft, at + ".included", value);
                    break;
                case "price":
                    change.Price = Amount(draft, at + ".price", value);
                    break;
                case "overage":
                    change.Overage = Amount(draft, at + ".overage", value);
                    break;
                default:
                    Unreadable(draft, at, part, "a change. Write it such as 2027-01-01 committed=120 price=110.5");
                    break;
            }
        }

        return change;
    }

    private static DateOnly? Day(ContractDraft draft, string field, string text) =>
        text.Length == 0 ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : Unreadable<DateOnly>(draft, field, text, "a day. Write it such as 2027-01-31");

    private static int? Whole(ContractDraft draft, string field, string text) =>
        text.Length == 0 ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : Unreadable<int>(draft, field, text, "a whole number. Write it without separators, such as 1200");

    /// <summary>With a decimal point or a decimal comma, but never where a comma could separate thousands.</summary>
    private static decimal? Amount(ContractDraft draft, string field, string text) =>
        text.Length == 0 ? null
        : AmountShape().IsMatch(text)
        && !ThousandsShape().IsMatch(text)
        && decimal.TryParse(
            text.Replace(',', '.'),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? amount
        : Unreadable<decimal>(draft, field, text, "an amount. Write it with a decimal point and no separators, such as 1110.50");

    private static T? Word<T>(ContractDraft draft, string field, string text)
        where T : struct, Enum =>
        text.Length == 0 ? null
        : Enum.GetValues<T>().Where(value => value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).ToList() is [var word]
            ? word
        : Unreadable<T>(draft, field, text, "one of " + string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant())));

    private static bool Switch(ContractDraft draft, string field, string text)
    {
        if (!_yes.Contains(text, StringComparer.OrdinalIgnoreCase) && !_no.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            Unreadable(draft, field, text, "yes or no");
        }

        return _yes.Contains(text, StringComparer.OrdinalIgnoreCase);
    }

    private static T? Unreadable<T>(ContractDraft draft, string field, string text, string wanted)
        where T : struct
    {
        Unreadable(draft, field, text, wanted);
        return null;
    }

    private static void Unreadable(ContractDraft draft, string field, string text, string wanted) =>
        draft.Unreadable.Add(new FieldProblem(field, $"{field} '{(text.Length > 64 ? text[..64] + "…" : text)}' is not {wanted}."));

    /// <summary>An export puts an apostrophe before what a spreadsheet would take for a formula.</summary>
    private static string Unescaped(string text) => text.Length > 1 && text[0] == '\'' && "=+-@".Contains(text[1]) ? text[1..] : text;

    [GeneratedRegex(@"^-?[0-9]{1,15}([.,][0-9]{1,10})?$", RegexOptions.CultureInvariant)]
    private static partial Regex AmountShape();

    [GeneratedRegex(@"^-?[1-9][0-9]{0,2},[0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex ThousandsShape();
}
