using System.Globalization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Contracts;

/// <summary>
/// Contracts as a table: one row for each line of a contract, with the contract's own terms repeated on each. What is exported can be
/// imported again unchanged.
/// </summary>
public static class ContractCsv
{
    public const string Contract = "contract";
    public const string Changes = "changes";

    /// <summary>The columns in order, and the field of a contract, or of its line, that each one holds.</summary>
    private static readonly (string Column, string Field)[] _columns =
    [
        (Contract, "id"),
        ("po number", "poNumber"),
        ("currency", "currency"),
        ("first day", "first"),
        ("last day", "last"),
        ("notice days", "noticeDays"),
        ("renewal months", "renewalMonths"),
        ("over-use", "overUse"),
        ("minimum charge", "minimum"),
        ("sku", "lines.sku"),
        ("basis", "lines.basis"),
        ("committed", "lines.committed"),
        ("minimum", "lines.minimum"),
        ("included", "lines.included"),
        ("price", "lines.price"),
        ("overage price", "lines.overage"),
        ("cancellable", "lines.cancellable"),
        (Changes, "lines.changes"),
    ];

    public static IReadOnlyList<string> Columns { get; } = [.. _columns.Select(column => column.Column)];

    /// <summary>The columns that hold the contract's own terms, the same on all its rows.</summary>
    internal static IReadOnlyList<string> HeadColumns { get; } =
    [.. _columns.Where(column => !column.Field.StartsWith("lines.", StringComparison.Ordinal)).Select(column => column.Column)];

    internal static IReadOnlyList<string> Required { get; } =
    [Contract, "currency", "first day", "last day", "sku", "basis", "committed", "price"];

    /// <summary>Column of a field of the contract, or of a field of a line without its number.</summary>
    internal static string ColumnOf(string field, bool ofLine) =>
        _columns.FirstOrDefault(column => column.Field == (ofLine ? "lines." + field : field)).Column ?? field;

    public static IEnumerable<string[]> RowsOf(ContractTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Lines.Select(line =>
            (string[])
                [
                    terms.Id,
                    terms.PoNumber ?? "",
                    terms.Currency,
                    Day(terms.First),
                    Day(terms.Last),
                    Number(terms.NoticeDays),
                    Number(terms.RenewalMonths),
                    terms.OverUse == OverUse.Hard ? "hard" : "soft",
                    terms.MinimumMicros == 0 ? "" : Amount(terms.MinimumMicros),
                    line.Sku,
                    ContractWords.Of(line.Basis),
                    Number(line.Committed),
                    Number(line.Minimum),
                    Number(line.Included),
                    Amount(line.PriceMicros),
                    Amount(line.OverageMicros),
                    line.Cancellable ? "yes" : "no",
                    string.Join("; ", line.Changes.Select(Of)),
                ]
        );
    }

    /// <summary>A file to start from, the columns first.</summary>
    public static IReadOnlyList<string[]> Sample(Catalogue catalogue, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var first = new DateOnly(today.Year, today.Month, 1);
        var terms = new ContractTerms
        {
            Id = "sample-" + first.Year.ToString(CultureInfo.InvariantCulture),
            PoNumber = "PO-10442",
            Currency = catalogue.Currency,
            First = first,
            Last = first.AddYears(1).AddDays(-1),
            NoticeDays = 90,
            Lines =
            [
                .. catalogue
                    .Skus.Take(3)
                    .Select(
                        (sku, at) =>
                            new LineTerms
                            {
                                Sku = sku.Id,
                                Basis = LineBasis.Named,
                                Committed = 100,
                                Minimum = 80,
                                PriceMicros = sku.ListPrice(catalogue.Currency).Micros,
                                Changes = at == 0 ? [new LineChange(first.AddMonths(6)) { Committed = 120 }] : [],
                            }
                    ),
            ],
        };
        return
        [
            [.. Columns],
            .. RowsOf(terms),
        ];
    }

    private static string Of(LineChange change)
    {
        (string Name, string Value)[] parts =
        [
            ("committed", Number(change.Committed)),
            ("minimum", Number(change.Minimum)),
            ("included", Number(change.Included)),
            ("price", Amount(change.PriceMicros)),
            ("overage", Amount(change.OverageMicros)),
        ];
        return string.Join(
            ' ',
            [Day(change.From), .. parts.Where(part => part.Value.Length > 0).Select(part => $"{part.Name}={part.Value}")]
        );
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Amount(long? micros) =>
        micros is { } said ? new Money(said, "").Amount.ToString("0.######", CultureInfo.InvariantCulture) : "";
}
