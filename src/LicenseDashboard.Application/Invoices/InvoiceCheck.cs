using System.Globalization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Invoices;

/// <summary>
/// Checks lines against each other, the contracts and the products of a platform, and puts them together as invoices. Every reason stands
/// with its line; nothing is left out or added up because it looks like something else.
/// </summary>
internal sealed class InvoiceCheck(IReadOnlyList<ContractTerms> contracts, Catalogue catalogue, ProductBook products, DateOnly today)
{
    private const long MostAmount = 1_000_000_000L * Money.UnitMicros;

    /// <summary>One amount may be off by so much because unit prices are printed with few digits.</summary>
    private const long Slack = Money.UnitMicros / 100;

    /// <summary>The invoices that the lines make, in their order. Errors and notes are added to the lines.</summary>
    public IReadOnlyList<(InvoiceDraft Draft, IReadOnlyList<ReadLine> Lines)> Run(IReadOnlyList<ReadLine> lines)
    {
        foreach (var line in lines)
        {
            Alone(line);
        }

        var invoices = lines.GroupBy(line => line.Number, StringComparer.Ordinal).Select(same => same.ToList()).ToList();
        foreach (var invoice in invoices)
        {
            Together(invoice);
        }

        return
        [
            .. invoices
                .Where(invoice => invoice.TrueForAll(line => line.Errors.Count == 0))
                .Select(invoice => (Draft(invoice), (IReadOnlyList<ReadLine>)invoice)),
        ];
    }

    private static InvoiceDraft Draft(List<ReadLine> lines) =>
        new(lines[0].Number, lines[0].First!.Value, lines[0].Last!.Value, lines[0].Currency, [.. lines.Select(line => line.ToDraft())]);

    private void Alone(ReadLine line)
    {
        Texts(line);
        Days(line);
        if (line.Currency.Length != 3 || !line.Currency.All(char.IsAsciiLetterUpper))
        {
            line.Errors.Add($"currency \"{Short(line.Currency)}\" is not an ISO 4217 code. Write it as USD.");
        }
        else if (contracts.Count > 0 && contracts[0].Currency != line.Currency)
        {
            line.Errors.Add($"currency is {line.Currency}, but the contracts are in {contracts[0].Currency}. Nothing is converted.");
        }

        Amounts(line);
        if (line.Sku is { } sku && catalogue.Find(sku) is null)
        {
            line.Errors.Add($"sku \"{Short(sku)}\" is not in the catalog. Correct it, or leave it out.");
        }
        else if (line.Product.Length > 0 && line.Sku is null && products.Find(line.Product) is null)
        {
            line.Notes.Add($"The product \"{Short(line.Product)}\" is not mapped to a license; nothing is expected for it.");
        }
    }

    private static void Texts(ReadLine line)
    {
        foreach (
            var (field, text, most) in new[]
            {
                ("invoice", line.Number, Invoice.MaxNumber),
                ("product", line.Product, InvoiceLine.MaxProduct),
            }
        )
        {
            if (text.Length == 0)
            {
                line.Errors.Add($"{field} is empty. Fill it in.");
            }
            else if (text.Length > most)
            {
                line.Errors.Add($"{field} has {text.Length} characters. It can have {most}.");
            }
            else if (text.FirstOrDefault(char.IsControl) is var odd && odd != default)
            {
                line.Errors.Add($"{field} holds an invisible character. Remove it, or type the text again.");
            }
        }
    }

    private void Days(ReadLine line)
    {
        if (line is not { First: { } first, Last: { } last })
        {
            return;
        }

        if (last < first)
        {
            line.Errors.Add($"to {Day(last)} is before from {Day(first)}. Exchange them.");
        }
        else if (first > today)
        {
            line.Errors.Add($"from {Day(first)} is after today. Check the year.");
        }
        else if (!contracts.Any(contract => HasPeriod(contract, first, last)))
        {
            line.Errors.Add(
                $"from {Day(first)} to {Day(last)} is a billing period of no contract. "
                    + (contracts.Count == 0 ? "Enter the contract first." : $"Its periods start on day {Starts()}.")
            );
        }
    }

    private string Starts() => string.Join(" or ", contracts.Select(contract => contract.First.Day).Distinct().Order());

    private static bool HasPeriod(ContractTerms contract, DateOnly first, DateOnly last)
    {
        var number = ((first.Year - contract.First.Year) * 12) + first.Month - contract.First.Month;
        return number >= 0
            && contract.First.AddMonths(number) == first
            && contract.First.AddMonths(number + 1).AddDays(-1) == last
            && (contract.NoticeDays is not null || first <= contract.Last);
    }

    private static void Amounts(ReadLine line)
    {
        if (line.Amount is null && !line.Errors.Exists(error => error.StartsWith("amount", StringComparison.Ordinal)))
        {
            line.Errors.Add("amount is empty. Fill it in.");
        }

        foreach (var (field, value) in new[] { ("quantity", line.Quantity), ("unit price", line.UnitPrice) })
        {
            if (value < 0)
            {
                line.Errors.Add($"{field} is negative. Put the sign of a credit on its amount.");
            }
        }

        if (new[] { line.Quantity, line.UnitPrice, line.Amount, line.Total }.Any(value => value is > MostAmount or < -MostAmount))
        {
            line.Errors.Add("amount, quantity, unit price, or total is more than 1,000,000,000. Correct it.");
            return;
        }

        if (line.Amount < 0)
        {
            line.Notes.Add("amount is negative: a credit, which lowers the total.");
        }

        if (line is { Quantity: { } quantity, UnitPrice: { } price, Amount: { } amount })
        {
            var product = (decimal)quantity * price / Money.UnitMicros;
            if (Math.Abs(Math.Abs(amount) - product) > Slack)
            {
                line.Notes.Add($"quantity × unit price is {Words(product)}, not {Words(Math.Abs(amount))}. The amount counts.");
            }
        }
    }

    private static void Together(List<ReadLine> lines)
    {
        foreach (var line in lines.Skip(1))
        {
            var first = lines[0];
            if ((line.First, line.Last, line.Currency, line.Total) != (first.First, first.Last, first.Currency, first.Total))
            {
                line.Errors.Add($"from, to, currency, and total must be the same as on line {first.Line} of the same invoice.");
            }
        }

        foreach (var same in lines.GroupBy(line => line.ToDraft()).Select(same => same.ToList()).Where(same => same.Count > 1))
        {
            same[1..]
                .ForEach(line => line.Errors.Add($"The same line as line {same[0].Line}. Remove one of them, or merge their quantities."));
        }

        var sum = lines.Sum(line => (decimal)(line.Amount ?? 0));
        if (lines[0].Total is { } total && lines.TrueForAll(line => line.Errors.Count == 0) && Math.Abs(sum - total) > Slack * lines.Count)
        {
            lines[0]
                .Errors.Add($"total is {Words(total)}, but the lines of the invoice sum up to {Words(sum)}. A line is missing or wrong.");
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Words(decimal micros) => (micros / Money.UnitMicros).ToString("#,0.00", CultureInfo.InvariantCulture);

    private static string Short(string text) => text.Length > 64 ? text[..64] + "…" : text;
}
