using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Tests.Billing;

/// <summary>Small builders: today is November 20, 2026, presence is complete through November 18, times are UTC.</summary>
internal static class Sample
{
    public const string Communicate = "communicate";
    public const string Cx1 = "cloudCX1";
    public const string Cx2 = "cloudCX2";
    public const string Cx3 = "cloudCX3";
    public const string Wem1 = "gc1WEMupgrade";
    public const string Wem2 = "gc2WEMupgrade";

    public static DateOnly Today { get; } = new(2026, 11, 20);

    public static BillingFacts Facts(IReadOnlyList<ContractTerms> contracts, params IReadOnlyList<BilledPerson> people) =>
        new()
        {
            Today = Today,
            CompleteThrough = Today.AddDays(-2),
            Zone = TimeZoneInfo.Utc,
            Catalogue = Catalogue.Default,
            Contracts = contracts,
            People = people,
        };

    /// <summary>April 1, 2026 to March 31, 2027; notice by December 31, 2026.</summary>
    public static ContractTerms Contract(params IReadOnlyList<LineTerms> lines) =>
        new()
        {
            Id = "A",
            Currency = "USD",
            First = new DateOnly(2026, 4, 1),
            Last = new DateOnly(2027, 3, 31),
            NoticeDays = 90,
            Lines = lines,
        };

    public static LineTerms Named(string sku, int committed, decimal price, decimal? overage = null) =>
        Line(sku, LineBasis.Named, committed, price, overage);

    public static LineTerms Concurrent(string sku, int committed, decimal price, decimal? overage = null) =>
        Line(sku, LineBasis.Concurrent, committed, price, overage);

    public static LineTerms Hourly(string sku, int committed, decimal price, decimal? overage = null) =>
        Line(sku, LineBasis.Hourly, committed, price, overage);

    /// <summary>Held since April 1, 2026.</summary>
    public static BilledPerson Person(string id, params IReadOnlyList<string> skus) =>
        new() { Id = id, Seats = skus.Count == 0 ? [] : [new HeldSeats(skus, new DateOnly(2026, 4, 1), null)] };

    public static BilledPerson[] People(int count, BilledPerson like) =>
        [.. Enumerable.Range(1, count).Select(number => like with { Id = $"{like.Id}-{number}" })];

    public static BilledPerson On(this BilledPerson person, params IReadOnlyList<DateOnly> days) =>
        person with
        {
            LogIns = [.. person.LogIns, .. days],
        };

    /// <summary>Present on a day of 2026 from an hour, for some minutes.</summary>
    public static BilledPerson At(this BilledPerson person, int month, int day, double hour, double minutes)
    {
        var from = new DateTimeOffset(2026, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() + (long)(hour * 3600);
        return person with { Presence = [.. person.Presence, new PresentFor(from, from + (long)Math.Round(minutes * 60))] };
    }

    public static SeatChange Row(string id, string person, params IReadOnlyList<string> target) =>
        new()
        {
            Id = id,
            PersonId = person,
            Target = target,
        };

    public static Bill SoFar(BillingFacts facts, int year, int month) =>
        Bills.SoFar(new BillingBook(facts, []), BillingPeriod.MonthOf(new DateOnly(year, month, 1)))!;

    /// <summary>Bill of a coming month by its position: 0 is the first.</summary>
    public static Bill Coming(BillingFacts facts, int number, params IReadOnlyList<SeatChange> changes) =>
        Bills.Coming(new BillingBook(facts, changes), changes)[number];

    public static PricedRows Price(BillingFacts facts, params IReadOnlyList<SeatChange> rows) =>
        SavingsChain.Price(new BillingBook(facts, rows));

    public static long Micros(decimal amount) => (long)(amount * 1_000_000);

    private static LineTerms Line(string sku, LineBasis basis, int committed, decimal price, decimal? overage) =>
        new()
        {
            Sku = sku,
            Basis = basis,
            Committed = committed,
            PriceMicros = Micros(price),
            OverageMicros = overage is { } above ? Micros(above) : null,
        };
}
