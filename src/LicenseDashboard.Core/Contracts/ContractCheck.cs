using System.Globalization;
using System.Text.RegularExpressions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// Makes terms of what was typed, or says everything that is wrong with it: each message begins with its field's wire name, such as
/// <c>lines[0].price</c>, and says what to do.
/// </summary>
public static partial class ContractCheck
{
    public const int MaxId = 64;
    public const int MaxPoNumber = 64;
    public const int MaxNoticeDays = 730;
    public const int MaxRenewalMonths = 120;
    public const int MaxQuantity = 100_000_000;
    public const int MaxPrice = 1_000_000;
    public const int MaxLines = 200;
    public const int MaxChanges = 60;

    /// <summary>Highest charge of one line in one period, so that sums over years stay far from the limits of a number.</summary>
    public const long MaxCharge = 1_000_000_000;

    private static readonly DateOnly _earliest = new(2000, 1, 1);
    private static readonly DateOnly _latest = new(2099, 12, 31);

    /// <param name="others">The other contracts of the platform.</param>
    public static Outcome<ContractTerms> Read(ContractDraft draft, IEnumerable<ContractTerms> others, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(draft);
        List<ContractTerms> beside = [.. others];
        var unreadable = draft.Unreadable.Select(problem => problem.Field).ToHashSet(StringComparer.Ordinal);
        List<FieldProblem> problems =
        [
            .. draft.Unreadable,
            .. Head(draft, beside)
                .Concat(LineCheck.Of(draft, beside, catalogue))
                .Where(problem => !unreadable.Contains(problem.Field))
                .DistinctBy(problem => (problem.Field, problem.Message)),
        ];
        return problems.Count > 0 ? Refusal.Invalid(problems) : Terms(draft);
    }

    public static bool IsId(string text) => IdShape().IsMatch(text);

    internal static FieldProblem Wrong(string field, string words) => new(field, $"{field} {words}");

    internal static FieldProblem? Range(string field, int? value, int least, int most) =>
        value < least || value > most
            ? Wrong(field, string.Create(CultureInfo.InvariantCulture, $"is {value}. Use {least} to {most:N0}."))
            : null;

    internal static FieldProblem? Price(string field, decimal? price, decimal most = MaxPrice) =>
        price < 0 || price > most ? Wrong(field, string.Create(CultureInfo.InvariantCulture, $"is {price:0.######}. Use 0 to {most:N0}."))
        : price is { } said && decimal.Round(said, 6) != said ? Wrong(field, "has more than 6 decimals. Round it.")
        : null;

    internal static FieldProblem? Day(string field, DateOnly? day) =>
        day < _earliest || day > _latest
            ? Wrong(
                field,
                string.Create(CultureInfo.InvariantCulture, $"is {day:yyyy-MM-dd}. Use a day from {_earliest:yyyy} to {_latest:yyyy}.")
            )
            : null;

    private static IEnumerable<FieldProblem> Head(ContractDraft draft, List<ContractTerms> others)
    {
        FieldProblem?[] simple =
        [
            draft.Id is null || !IsId(draft.Id)
                ? Wrong("id", $"must be 1 to {MaxId} letters, digits, or dashes, such as genesys-2026.")
                : null,
            draft.PoNumber is { } number && (number.Length > MaxPoNumber || number.Any(char.IsControl))
                ? Wrong("poNumber", $"must be a text of up to {MaxPoNumber} characters in one line.")
                : null,
            draft.Currency is null || !CurrencyShape().IsMatch(draft.Currency)
                ? Wrong("currency", "must be a code of three capital letters, such as USD.")
                : null,
            draft.First is null ? Wrong("first", "is missing. Enter the first day of the term.") : Day("first", draft.First),
            draft.Last is null ? Wrong("last", "is missing. Enter the last day of the term.") : Day("last", draft.Last),
            draft.Last < draft.First
                ? Wrong(
                    "last",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"is {draft.Last:yyyy-MM-dd}, before the first day {draft.First:yyyy-MM-dd}. Enter the last day of the term."
                    )
                )
                : null,
            Range("noticeDays", draft.NoticeDays, 0, MaxNoticeDays),
            Range("renewalMonths", draft.RenewalMonths, 1, MaxRenewalMonths),
            Price("minimum", draft.Minimum, MaxCharge),
        ];
        foreach (var problem in simple.OfType<FieldProblem>())
        {
            yield return problem;
        }

        if (others.Find(other => string.Equals(other.Id, draft.Id, StringComparison.OrdinalIgnoreCase)) is { } same)
        {
            yield return Wrong("id", $"'{draft.Id}' is used by another contract of this platform ('{same.Id}'). Choose another id.");
        }

        if (others.Find(other => other.Currency != draft.Currency) is { } foreign && CurrencyShape().IsMatch(draft.Currency ?? ""))
        {
            yield return Wrong(
                "currency",
                $"is {draft.Currency}, but contract '{foreign.Id}' is in {foreign.Currency}. A platform's contracts have one currency."
            );
        }
    }

    private static ContractTerms Terms(ContractDraft draft) =>
        new()
        {
            Id = draft.Id!,
            PoNumber = string.IsNullOrWhiteSpace(draft.PoNumber) ? null : draft.PoNumber.Trim(),
            Currency = draft.Currency!,
            First = draft.First!.Value,
            Last = draft.Last!.Value,
            NoticeDays = draft.NoticeDays,
            RenewalMonths = draft.RenewalMonths ?? 12,
            OverUse = draft.OverUse ?? OverUse.Soft,
            MinimumMicros = Micros(draft.Minimum) ?? 0,
            Lines = [.. draft.Lines.Select(Terms).OrderBy(line => line.Sku, StringComparer.Ordinal)],
        };

    internal static LineTerms Terms(LineDraft line) =>
        new()
        {
            Sku = line.Sku ?? "",
            Basis = line.Basis ?? LineBasis.Named,
            Committed = line.Committed ?? 0,
            Minimum = line.Minimum ?? 0,
            Included = line.Included ?? 0,
            PriceMicros = Micros(line.Price) ?? 0,
            OverageMicros = Micros(line.Overage),
            Cancellable = line.Cancellable,
            Changes =
            [
                .. line
                    .Changes.Where(change => change.From is not null)
                    .OrderBy(change => change.From)
                    .Select(change => new LineChange(change.From!.Value)
                    {
                        Committed = change.Committed,
                        Minimum = change.Minimum,
                        Included = change.Included,
                        PriceMicros = Micros(change.Price),
                        OverageMicros = Micros(change.Overage),
                    }),
            ],
        };

    private static long? Micros(decimal? amount) => amount is { } said ? (long)decimal.Round(said * Money.UnitMicros) : null;

    [GeneratedRegex("^[A-Za-z0-9-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdShape();

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex CurrencyShape();
}
