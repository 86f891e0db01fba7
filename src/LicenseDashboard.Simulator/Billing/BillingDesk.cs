using System.Collections.Concurrent;
using System.Globalization;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.History;

namespace LicenseDashboard.Simulator.Billing;

/// <summary>
/// Writes the invoices of the contract: from who was logged in, with code that shares nothing with the product. An invoice is written
/// once its month is over and its usage complete, and never changes afterwards.
/// </summary>
internal sealed class BillingDesk(
    BilledContract contract,
    Organization organization,
    IHistory history,
    SimulatedClock clock,
    LicensePast past
)
{
    /// <summary>So many invoices exist even if less usage is served.</summary>
    private const int FewestMonths = 4;

    private const string Support = "GC-SUPPORT-PREMIUM";
    private const string SupportName = "Premium Care";
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(contract.TimeZone);
    private readonly ConcurrentDictionary<int, Lazy<Invoice>> _invoices = new();

    public BilledContract Contract => contract;

    /// <summary>The license that most is paid for.</summary>
    private string Main => contract.Items.MaxBy(item => item.Committed * item.Price)!.License;

    public bool IsActive => clock.Today >= contract.First && clock.Today <= contract.Last;

    /// <summary>All months that have begun, oldest first.</summary>
    public IReadOnlyList<BilledMonth> Months()
    {
        var months = new List<BilledMonth>();
        for (var number = 0; contract.First.AddMonths(number) <= clock.Today && contract.First.AddMonths(number) <= contract.Last; number++)
        {
            var next = contract.First.AddMonths(number + 1);
            months.Add(new BilledMonth(number, contract.First.AddMonths(number), next.AddDays(-1), clock.AvailableUntil >= Midnight(next)));
        }

        return months;
    }

    /// <summary>Oldest first: of the months whose usage is served, and of some more if these are few.</summary>
    public IReadOnlyList<Invoice> Invoices()
    {
        var closed = Months().Where(month => month.IsClosed).ToList();
        var served = closed.Count(month => Midnight(month.First) >= clock.HistoryStart);
        return [.. closed.TakeLast(Math.Max(FewestMonths, served)).Select(InvoiceOf)];
    }

    public IReadOnlyList<ItemCharge> Charges(BilledMonth month)
    {
        var (from, to) = (Midnight(month.First), Midnight(month.Last.AddDays(1)));
        var days = new Interval(from, to < clock.AvailableUntil ? to : clock.AvailableUntil);
        var use = MonthOfUse.Count(organization, history, days, person => past.During(person, from, to, HeldNow(person)));
        return
        [
            .. contract.Items.Select(item =>
            {
                var (inForce, used) = (InForce(item, month.First), use.Quantity(item.License, item.By));
                return new ItemCharge(inForce, used, Math.Max(0, used - inForce.Included - inForce.Committed));
            }),
        ];
    }

    public static BilledItem InForce(BilledItem item, DateOnly first) =>
        item
            .Changes.Where(change => change.From <= first)
            .OrderBy(change => change.From)
            .Aggregate(
                item,
                (now, change) =>
                    now with
                    {
                        Committed = change.Committed ?? now.Committed,
                        Price = change.Price ?? now.Price,
                        OveragePrice = change.OveragePrice ?? now.OveragePrice,
                    }
            );

    private Invoice InvoiceOf(BilledMonth month) => _invoices.GetOrAdd(month.Number, _ => new Lazy<Invoice>(() => Write(month))).Value;

    private Invoice Write(BilledMonth month)
    {
        var charges = Charges(month);
        var number = string.Create(CultureInfo.InvariantCulture, $"INV-{contract.Number}-{month.First:yyyyMM}");
        var lines = contract.Mistakes ? WithMistake(month, charges) : Lines(charges);
        var missing = contract.Minimum - lines.Sum(line => line.Amount);
        if (missing > 0)
        {
            lines = [.. lines, new InvoiceLine("Monthly minimum", "GC-MINIMUM", "Monthly minimum", 1, missing, missing)];
        }

        return new Invoice(number, month, month.Last.AddDays(1), lines);
    }

    /// <summary>One mistake a month, the same whenever it is asked for: the month itself says which.</summary>
    private List<InvoiceLine> WithMistake(BilledMonth month, IReadOnlyList<ItemCharge> charges) =>
        (month.First.Month % FewestMonths) switch
        {
            0 when Former(month) is { } license => Lines([
                .. charges.Select(charge => charge.Item.License == license ? charge with { Over = charge.Over + 1 } : charge),
            ]),
            1 => Lines([
                .. charges.Select(charge =>
                    charge.Item.License == Main ? Changed(charge, item => item with { Price = item.Price * 1.04m }) : charge
                ),
            ]),
            2 => Lines([.. charges.SkipLast(1), Changed(charges[^1], item => item with { Committed = item.Committed + 10 })]),
            _ => [.. Lines(charges), new InvoiceLine(SupportName, Support, SupportName, 1, 950, 950)],
        };

    private static ItemCharge Changed(ItemCharge charge, Func<BilledItem, BilledItem> change) => charge with { Item = change(charge.Item) };

    /// <summary>A license of a person who had none left when the month began: the one lost last, else any of who left.</summary>
    private string? Former(BilledMonth month)
    {
        var begin = Midnight(month.First);
        var billed = contract.Items.Select(item => item.License).ToHashSet(StringComparer.Ordinal);
        return organization
                .People.Select(person => past.LostBefore(person, begin, HeldNow(person)))
                .OfType<HeldUntil>()
                .OrderByDescending(held => held.Until)
                .SelectMany(held => held.Licenses)
                .FirstOrDefault(billed.Contains)
            ?? (organization.People.Any(person => person.Account is { IsActive: false, ChangedAt: { } at } && at < begin) ? Main : null);
    }

    private static List<InvoiceLine> Lines(IReadOnlyList<ItemCharge> charges)
    {
        var lines = new List<InvoiceLine>();
        foreach (var charge in charges)
        {
            var (number, name) = (ProductNames.Number(charge.Item.License), ProductNames.Of(charge.Item.License));
            if (charge.Item.Committed > 0 && !(charge.Item.Cancellable && charge.Used == 0))
            {
                lines.Add(new InvoiceLine(name, number, name, charge.Item.Committed, charge.Item.Price, charge.Committed));
            }

            if (charge.Over > 0)
            {
                lines.Add(new InvoiceLine(name + " Overage", number, name, charge.Over, charge.Item.OveragePrice, charge.Overage));
            }
        }

        return lines;
    }

    private IReadOnlyList<string> HeldNow(Person person) => organization.LicensesOf(person, clock.Elapsing);

    private DateTime Midnight(DateOnly day) => Zones.ToUtc(_zone, day, TimeSpan.Zero);
}
