using System.Globalization;
using LicenseDashboard.Core.Shared;
using static LicenseDashboard.Core.Contracts.ContractCheck;

namespace LicenseDashboard.Core.Contracts;

/// <summary>The part of <see cref="ContractCheck"/> that looks at lines and their dated changes.</summary>
internal static class LineCheck
{
    /// <summary>A change may lie in a later term, but no later than contracts last.</summary>
    private const int YearsAfterTerm = 10;

    public static IEnumerable<FieldProblem> Of(ContractDraft draft, List<ContractTerms> others, Catalogue catalogue)
    {
        if (draft.Lines.Count is 0 or > MaxLines)
        {
            yield return Wrong("lines", $"has {draft.Lines.Count} lines. Enter 1 to {MaxLines}.");
        }

        foreach (var (at, line) in draft.Lines.Index().Take(MaxLines))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"lines[{at}]");
            foreach (
                var problem in Sku(draft, others, catalogue, at, name)
                    .Concat(Values(line, name))
                    .Concat(Changes(draft, line, name))
                    .OfType<FieldProblem>()
            )
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<FieldProblem?> Sku(ContractDraft draft, List<ContractTerms> others, Catalogue catalogue, int at, string name)
    {
        var field = name + ".sku";
        if (draft.Lines[at].Sku is not { Length: > 0 } said)
        {
            yield return Wrong(field, $"is missing. Use one of {Known(catalogue)}.");
            yield break;
        }

        var sku = SkuIds.Canonical(said);
        if (catalogue.Find(sku) is null)
        {
            yield return Wrong(field, $"'{Shown(said)}' is not in the catalog. Use one of {Known(catalogue)}.");
        }

        var first = draft.Lines.FindIndex(line => line.Sku is { Length: > 0 } id && SkuIds.Canonical(id) == sku);
        if (first < at)
        {
            yield return Wrong(field, $"'{Shown(said)}' is already on lines[{first}]. A contract has one line for each SKU.");
        }

        if (others.Find(other => other.Lines.Any(line => line.Sku == sku)) is { } same)
        {
            yield return Wrong(
                field,
                $"'{Shown(said)}' is already on contract '{same.Id}'. A SKU can be on one contract of a platform; remove it there first."
            );
        }
    }

    private static IEnumerable<FieldProblem?> Values(LineDraft line, string name)
    {
        yield return line.Basis is null ? Wrong(name + ".basis", "is missing. Use one of named, concurrent, hourly.") : null;
        yield return line.Committed is null
            ? Wrong(name + ".committed", "is missing. Enter the contracted quantity.")
            : Range(name + ".committed", line.Committed, 0, MaxQuantity);
        yield return Range(name + ".minimum", line.Minimum, 0, MaxQuantity);
        yield return Range(name + ".included", line.Included, 0, MaxQuantity);
        yield return line.Price is null
            ? Wrong(name + ".price", "is missing. Enter the price of one unit.")
            : Price(name + ".price", line.Price);
        yield return Price(name + ".overage", line.Overage);
        yield return MinimumAbove(line, name);
        yield return Charge(line.Committed, line.Price, name);
    }

    private static IEnumerable<FieldProblem?> Changes(ContractDraft draft, LineDraft line, string name)
    {
        if (line.Changes.Count > MaxChanges)
        {
            yield return Wrong(name + ".changes", $"has {line.Changes.Count} changes. Enter at most {MaxChanges}.");
            yield break;
        }

        foreach (var (at, change) in line.Changes.Index())
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"{name}.changes[{at}]");
            yield return When(draft, line, at, field + ".from");
            yield return IsEmpty(change) ? Wrong(field, "changes nothing. Enter a quantity or a price, or remove the change.") : null;
            yield return Range(field + ".committed", change.Committed, 0, MaxQuantity);
            yield return Range(field + ".minimum", change.Minimum, 0, MaxQuantity);
            yield return Range(field + ".included", change.Included, 0, MaxQuantity);
            yield return Price(field + ".price", change.Price);
            yield return Price(field + ".overage", change.Overage);
            if (change.From is { } day)
            {
                var (committed, minimum, price) = On(line, day);
                yield return MinimumAbove(line, name) is null && minimum > committed
                    ? Wrong(
                        field + (change.Minimum is null ? ".committed" : ".minimum"),
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"leaves a minimum of {minimum} above the commitment of {committed} from {day:yyyy-MM-dd}. "
                                + $"Lower the minimum or raise the commitment."
                        )
                    )
                    : null;
                yield return Charge(line.Committed, line.Price, name) is null ? Charge(committed, price, field) : null;
            }
        }
    }

    private static FieldProblem? When(ContractDraft draft, LineDraft line, int at, string field)
    {
        var day = line.Changes[at].From;
        return day is null ? Wrong(field, "is missing. Enter the day from which it changes.")
            : day <= draft.First
                ? Wrong(
                    field,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"is {day:yyyy-MM-dd}, not after the first day {draft.First:yyyy-MM-dd}. Change the line itself instead."
                    )
                )
            : draft.Last is { } last && last.Year < 2100 && day > last.AddYears(YearsAfterTerm)
                ? Wrong(
                    field,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"is {day:yyyy-MM-dd}, more than {YearsAfterTerm} years after the last day {last:yyyy-MM-dd}. Enter an earlier day."
                    )
                )
            : line.Changes.FindIndex(change => change.From == day) < at
                ? Wrong(
                    field,
                    string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} is on another change of this line. Put both into one.")
                )
            : null;
    }

    private static bool IsEmpty(ChangeDraft change) =>
        change is { Committed: null, Minimum: null, Included: null, Price: null, Overage: null };

    /// <summary>Also of values that are out of range, which are reported beside.</summary>
    private static (int Committed, int Minimum, decimal? Price) On(LineDraft line, DateOnly day)
    {
        var (committed, minimum, price) = (line.Committed ?? 0, line.Minimum ?? 0, line.Price);
        foreach (var change in line.Changes.Where(change => change.From <= day).OrderBy(change => change.From))
        {
            (committed, minimum, price) = (change.Committed ?? committed, change.Minimum ?? minimum, change.Price ?? price);
        }

        return (committed, minimum, price);
    }

    private static FieldProblem? MinimumAbove(LineDraft line, string name) =>
        line.Committed is { } committed && line.Minimum > committed
            ? Wrong(
                name + ".minimum",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is {line.Minimum}, above the commitment of {committed}. Use 0 to {committed}."
                )
            )
            : null;

    private static FieldProblem? Charge(int? committed, decimal? price, string name) =>
        committed is { } quantity and >= 0 and <= MaxQuantity && price is { } each and >= 0 and <= MaxPrice && quantity * each > MaxCharge
            ? Wrong(
                name + ".price",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"times the commitment is {quantity * each:N0} a period. A line can cost at most {MaxCharge:N0}; check both."
                )
            )
            : null;

    private static string Known(Catalogue catalogue) => string.Join(", ", catalogue.Skus.Select(sku => sku.Id));

    private static string Shown(string text) => text.Length > MaxId ? text[..MaxId] + "…" : text;
}
