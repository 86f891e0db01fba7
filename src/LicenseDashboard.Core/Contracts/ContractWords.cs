using System.Globalization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Contracts;

/// <summary>Terms as text, for the audit and for the list of what differs between two versions.</summary>
public static class ContractWords
{
    public static string Of(ContractTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return string.Join(", ", Parts(terms).Select(part => part.Words));
    }

    public static string LinesOf(ContractTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return string.Join(
            "; ",
            terms.Lines.OrderBy(line => line.Sku, StringComparer.Ordinal).Select(line => $"{line.Sku} {Of(line, terms.Currency)}")
        );
    }

    /// <summary>What differs, one entry per field and line: what it is called, and how it was and is. Null: it isn't there.</summary>
    public static IReadOnlyList<(string What, string? Before, string? After)> Differences(ContractTerms? before, ContractTerms? after)
    {
        var (old, now) = (Fields(before), Fields(after));
        return
        [
            .. old
                .Keys.Union(now.Keys)
                .Select(what => (what, old.GetValueOrDefault(what), now.GetValueOrDefault(what)))
                .Where(field => field.Item2 != field.Item3),
        ];
    }

    public static string Of(LineBasis basis) =>
        basis switch
        {
            LineBasis.Named => "named",
            LineBasis.Concurrent => "concurrent",
            LineBasis.Hourly => "hourly",
        };

    /// <summary>A line without its SKU.</summary>
    private static string Of(LineTerms line, string currency) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Of(line.Basis)} {line.Committed} (minimum {line.Minimum}{(line.Included > 0 ? $", {line.Included} included" : "")}) at "
                + $"{Amount(line.PriceMicros, currency)}"
                + $"{(line.OverageMicros is { } overage ? $", overage {Amount(overage, currency)}" : "")}"
                + $"{(line.Cancellable ? ", cancellable" : "")}"
                + $"{string.Concat(line.Changes.OrderBy(change => change.From).Select(change => ", from " + Of(change, currency)))}"
        );

    /// <summary>A dated change, such as <c>2027-01-01: committed 120, price 80</c>.</summary>
    public static string Of(LineChange change, string currency)
    {
        ArgumentNullException.ThrowIfNull(change);
        string?[] parts =
        [
            Said("committed", change.Committed),
            Said("minimum", change.Minimum),
            Said("included", change.Included),
            change.PriceMicros is { } price ? "price " + Amount(price, currency) : null,
            change.OverageMicros is { } overage ? "overage " + Amount(overage, currency) : null,
        ];
        return $"{Day(change.From)}: {string.Join(", ", parts.OfType<string>())}";

        static string? Said(string what, int? value) =>
            value is { } said ? string.Create(CultureInfo.InvariantCulture, $"{what} {said}") : null;
    }

    private static IEnumerable<(string What, string Words)> Parts(ContractTerms terms)
    {
        yield return ("Term", $"{Day(terms.First)} to {Day(terms.Last)}");
        yield return (
            "Notice",
            terms.NoticeDays is { } days ? string.Create(CultureInfo.InvariantCulture, $"{days} days' notice") : "no automatic renewal"
        );
        if (terms.NoticeDays is not null)
        {
            yield return ("Renewal", string.Create(CultureInfo.InvariantCulture, $"renews for {terms.RenewalMonths} months"));
        }

        yield return ("Over-use", terms.OverUse == OverUse.Hard ? "hard" : "soft");
        yield return ("Currency", terms.Currency);
        if (terms.MinimumMicros > 0)
        {
            yield return ("Minimum charge", "at least " + Amount(terms.MinimumMicros, terms.Currency) + " a period");
        }

        if (terms.PoNumber is { } number)
        {
            yield return ("PO number", "PO " + number);
        }
    }

    private static Dictionary<string, string> Fields(ContractTerms? terms) =>
        terms is null
            ? []
            : Parts(terms)
                .Concat(
                    terms
                        .Lines.OrderBy(line => line.Sku, StringComparer.Ordinal)
                        .Select(line => (What: $"Line {SkuWords.Name(line.Sku)} ({line.Sku})", Words: Of(line, terms.Currency)))
                )
                .GroupBy(part => part.What)
                .ToDictionary(part => part.Key, part => string.Join("; ", part.Select(each => each.Words)));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Amount(long micros, string currency) =>
        new Money(micros, currency).Amount.ToString("0.######", CultureInfo.InvariantCulture);
}
