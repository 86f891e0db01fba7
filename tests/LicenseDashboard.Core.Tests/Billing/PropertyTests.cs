using FsCheck;
using FsCheck.Fluent;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Exemptions;
using Xunit;
using static LicenseDashboard.Core.Tests.Billing.Sample;

namespace LicenseDashboard.Core.Tests.Billing;

/// <summary>Small platforms at random, with two contracts, all bases, seasons, limits, and rows that take effect later.</summary>
public class PropertyTests
{
    private static readonly string[][] _sets =
    [
        [Communicate],
        [Cx1],
        [Cx1, Wem1],
        [Cx2],
        [Cx2, Wem2],
        [Cx3],
        [],
        [Cx3, "surpriseAddOn"],
    ];
    private static readonly int _closed = BillingPeriod.MonthOf(new DateOnly(2026, 10, 1));

    private static readonly Gen<BilledPerson> _person =
        from set in Gen.Elements(_sets)
        from before in Gen.Elements(_sets)
        from changedOn in Gen.Choose(0, 60)
        from logIn in Gen.Choose(0, 90)
        from stretches in Gen.ListOf(Gen.Choose(0, 20), 3)
        from season in Gen.Elements("peak", "sale", null, null)
        select new BilledPerson
        {
            Id = "",
            Seats =
            [
                new HeldSeats(before, new DateOnly(2026, 4, 1), Today.AddDays(-changedOn)),
                new HeldSeats(set, Today.AddDays(1 - changedOn), null),
            ],
            LogIns = logIn > 60 ? [] : [Today.AddDays(-logIn)],
            Presence = [.. stretches.Select(hour => Stretch(hour, 45))],
            Season = season,
        };

    private static readonly Gen<LineTerms> _line =
        from basis in Gen.Elements(LineBasis.Named, LineBasis.Concurrent, LineBasis.Hourly)
        from committed in Gen.Choose(0, 4)
        from included in Gen.Choose(0, 1)
        from price in Gen.Elements(0m, 75m, 115.335m)
        from overage in Gen.Elements<decimal?>(null, 90.125m)
        from cancellable in Gen.Elements(true, false, false)
        select new LineTerms
        {
            Sku = "",
            Basis = basis,
            Committed = committed,
            Included = included,
            PriceMicros = Micros(price),
            OverageMicros = overage is { } above ? Micros(above) : null,
            Cancellable = cancellable,
        };

    private static readonly Gen<(BillingFacts Facts, SeatChange[] Rows)> _platforms =
        from people in Gen.ArrayOf(_person, 7)
        from lines in Gen.ArrayOf(_line, 5)
        from hard in Gen.Elements(true, false, false)
        from minimum in Gen.Elements(0m, 300m)
        from notice in Gen.Elements<int?>(90, 132, null)
        from targets in Gen.ArrayOf(Gen.Elements(_sets[..^1]), 7)
        from days in Gen.ArrayOf(Gen.Elements(-3, 20, 45, 140), 7)
        from approved in Gen.ArrayOf(Gen.Elements(true, false), 7)
        select (
            Facts(
                [
                    Contract(lines[0] with { Sku = Cx1 }, lines[1] with { Sku = Cx2 }, lines[2] with { Sku = Wem1 }) with
                    {
                        OverUse = hard ? OverUse.Hard : OverUse.Soft,
                        MinimumMicros = Micros(minimum),
                        NoticeDays = notice,
                    },
                    Contract(lines[3] with { Sku = Cx3 }, lines[4] with { Sku = Communicate }) with
                    {
                        Id = "B",
                        First = new DateOnly(2026, 6, 15),
                        Last = new DateOnly(2027, 6, 14),
                    },
                ],
                [.. people.Select((person, number) => person with { Id = $"p{number}" })]
            ) with
            {
                Seasons = new Dictionary<string, Season>
                {
                    ["peak"] = Season.Parse("12-10/01-05")!.Value,
                    ["sale"] = Season.Parse("04-01/04-20")!.Value,
                },
            },
            targets
                .Select(
                    (target, number) =>
                        Row($"r{number}", $"p{number}", target) with
                        {
                            Approved = approved[number],
                            Effective = Today.AddDays(days[number]),
                        }
                )
                .ToArray()
        );

    [Fact]
    public void One_more_log_in_session_or_hour_never_lowers_a_bill() =>
        ForEach(platform =>
        {
            var before = Total(platform.Facts);
            for (var number = 0; number < platform.Facts.People.Count; number++)
            {
                var person = platform.Facts.People[number];
                Assert.True(Total(With(platform.Facts, number, person.On(new DateOnly(2026, 10, 9)))) >= before);
                Assert.True(
                    Total(With(platform.Facts, number, person with { Presence = [.. person.Presence, Stretch(10, 31)] })) >= before
                );
                Assert.True(
                    Total(With(platform.Facts, number, person with { Presence = [.. person.Presence, Stretch(30, 60)] })) >= before
                );
            }
        });

    [Fact]
    public void In_every_month_all_rows_together_save_what_their_marginal_savings_sum_to() =>
        ForEach(platform =>
        {
            // Rows that touch what has no price have no figure, so they would be missing in the sum.
            SeatChange[] rows = [.. platform.Rows.Where(row => Price(platform.Facts, row)[row.Id].Cash is not null)];
            var book = new BillingBook(platform.Facts, rows);
            var priced = SavingsChain.Price(book);
            var asIs = Bills.Coming(book, []);
            var changed = Bills.Coming(book, SavingsChain.Order(book, rows));
            Assert.Equal(
                asIs.Zip(changed, (one, other) => one.Total.Micros - other.Total.Micros),
                priced.FirstDays.Select((_, month) => priced.Rows.Sum(row => row.ByMonth[month]))
            );
        });

    [Fact]
    public void Order_of_input_does_not_matter() =>
        ForEach(platform =>
        {
            var turned = platform.Facts with
            {
                People = [.. platform.Facts.People.Reverse().Select(person => person with { Seats = [.. person.Seats.Reverse()] })],
                Contracts = [.. platform.Facts.Contracts.Reverse().Select(each => each with { Lines = [.. each.Lines.Reverse()] })],
            };
            Assert.Equal(Said(platform.Facts, platform.Rows), Said(turned, [.. platform.Rows.Reverse()]));
        });

    [Fact]
    public void With_exact_levels_one_more_session_can_lower_the_bill()
    {
        var facts = Facts([Contract(Concurrent(Cx2, 0, 161))], [.. People(2, Person("a", Cx2).At(10, 5, 9, 30)), Person("b", Cx2)]);
        var more = With(facts, 2, facts.People[2].At(10, 5, 9, 29));
        Assert.Equal((322m, 322m), (Amount(facts), Amount(more)));
        Assert.Equal((322m, 0m), (Amount(facts with { Levels = PeakLevels.Exact }), Amount(more with { Levels = PeakLevels.Exact })));

        static decimal Amount(BillingFacts facts) => SoFar(facts, 2026, 10).Total.Amount;
    }

    [Fact]
    public void Change_to_a_higher_tier_can_lower_the_bill()
    {
        var facts = Facts([Contract(Named(Cx1, 0, 75), Named(Cx2, 5, 115))], Person("a", Cx1).On(new DateOnly(2026, 10, 9)));
        var higher = With(facts, 0, Person("a", Cx2).On(new DateOnly(2026, 10, 9)));
        Assert.Equal((650m, 575m), (SoFar(facts, 2026, 10).Total.Amount, SoFar(higher, 2026, 10).Total.Amount));
    }

    private static void ForEach(Action<(BillingFacts Facts, SeatChange[] Rows)> check) =>
        Prop.ForAll(_platforms.ToArbitrary(), check).QuickCheckThrowOnFailure();

    /// <summary>From half past an hour of October 5, 2026, counted from its midnight.</summary>
    private static PresentFor Stretch(int hour, int minutes) => Person("").At(10, 5, hour + 0.5, minutes).Presence[0];

    private static long Total(BillingFacts facts) => Bills.SoFar(new BillingBook(facts, []), _closed)!.Total.Micros;

    private static BillingFacts With(BillingFacts facts, int number, BilledPerson person) =>
        facts with
        {
            People = [.. facts.People.Select((each, at) => at == number ? person : each)],
        };

    private static string Said(BillingFacts facts, IReadOnlyList<SeatChange> rows)
    {
        var book = new BillingBook(facts, rows);
        var priced = SavingsChain.Price(book).Rows.Select(row => $"{row.Row.Id} {row.ListMicros} {row.Cash} {row.NeedsReview}");
        var bills = Bills
            .Coming(book, SavingsChain.Order(book, rows))
            .Append(Bills.SoFar(book, _closed)!)
            .Append(Bills.Forecast(book, _closed + 1)!)
            .Select(bill => $"{bill.Total} {string.Join(", ", bill.Outside)} {bill.IsComplete}");
        return string.Join('\n', priced.Concat(bills));
    }
}
