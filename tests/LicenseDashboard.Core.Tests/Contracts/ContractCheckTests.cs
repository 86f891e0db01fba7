using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Core.Tests.Contracts;

public class ContractCheckTests
{
    private static readonly DateOnly _first = new(2026, 4, 1);
    private static readonly DateOnly _last = new(2027, 3, 31);

    [Fact]
    public void Terms_become_a_draft_and_the_same_terms_again()
    {
        var terms = A.Terms(
            A.Line("cloudCX1", 10, price: 74.123456m) with
            {
                Minimum = 4,
                Included = 2,
                OverageMicros = 0,
                Cancellable = true,
                Changes = [new LineChange(new(2026, 5, 1)) { Committed = 12, OverageMicros = 5 }],
            }
        ) with
        {
            PoNumber = "PO 1",
            NoticeDays = null,
            RenewalMonths = 6,
            OverUse = OverUse.Hard,
            MinimumMicros = 1,
        };
        Assert.Equal(
            ContractDocument.Write(terms),
            ContractDocument.Write(ContractCheck.Read(ContractDraft.Of(terms), [], Catalogue.Default).Value)
        );
        Assert.Equal(ContractDocument.Write(terms), ContractDocument.Write(ContractDocument.Read(ContractDocument.Write(terms))));
    }

    [Fact]
    public void Empty_draft_is_refused_with_every_reason_at_once() =>
        Assert.Equal(["id", "currency", "first", "last", "lines"], Fields(new ContractDraft()));

    [Fact]
    public void Empty_line_is_refused_with_every_reason_at_once() =>
        Assert.Equal(
            ["lines[1].sku", "lines[1].basis", "lines[1].committed", "lines[1].price"],
            Fields(Draft(draft => draft.Lines.Add(new LineDraft())))
        );

    [Fact]
    public void Each_message_begins_with_its_field()
    {
        var draft = Draft(one =>
        {
            (one.Last, one.NoticeDays, one.Currency) = (_first.AddDays(-1), 731, "usd");
            one.Lines[0].Minimum = 11;
            one.Lines[0].Changes.Add(new ChangeDraft { From = _first });
        });
        var problems = ContractCheck.Read(draft, [], Catalogue.Default).Refusal!.Fields!;
        Assert.Equal(6, problems.Count);
        Assert.All(problems, problem => Assert.StartsWith(problem.Field + " ", problem.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, true), InlineData(730, true), InlineData(-1, false), InlineData(731, false)]
    public void Notice_is_0_to_730_days(int days, bool valid) => Holds(valid, "noticeDays", draft => draft.NoticeDays = days);

    [Theory]
    [InlineData(1, true), InlineData(120, true), InlineData(0, false), InlineData(121, false)]
    public void Renewal_is_1_to_120_months(int months, bool valid) => Holds(valid, "renewalMonths", draft => draft.RenewalMonths = months);

    [Theory]
    [InlineData(0, true), InlineData(100_000_000, true), InlineData(-1, false), InlineData(100_000_001, false)]
    public void Quantity_is_0_to_100_million(int quantity, bool valid)
    {
        Holds(valid, "lines[0].committed", draft => (draft.Lines[0].Committed, draft.Lines[0].Price) = (quantity, 0));
        Holds(valid, "lines[0].included", draft => draft.Lines[0].Included = quantity);
    }

    [Theory]
    [InlineData("0", true), InlineData("1000000", true), InlineData("-0.01", false), InlineData("1000000.01", false)]
    [InlineData("0.000001", true), InlineData("0.0000001", false)]
    public void Price_is_0_to_a_million_with_up_to_6_decimals(string text, bool valid)
    {
        var price = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Holds(valid, "lines[0].price", draft => draft.Lines[0].Price = price);
        Holds(valid, "lines[0].overage", draft => draft.Lines[0].Overage = price);
    }

    [Fact]
    public void Charge_of_a_line_is_bounded_so_that_no_bill_overflows() =>
        Holds(false, "lines[0].price", draft => (draft.Lines[0].Committed, draft.Lines[0].Price) = (1_000_001, 1_000));

    [Theory, InlineData(0, true), InlineData(-1, false)]
    public void Last_day_may_be_the_first_but_not_before(int days, bool valid) =>
        Holds(valid, "last", draft => draft.Last = _first.AddDays(days));

    [Theory, InlineData(10, true), InlineData(11, false)]
    public void Minimum_is_at_most_the_commitment(int minimum, bool valid) =>
        Holds(valid, "lines[0].minimum", draft => draft.Lines[0].Minimum = minimum);

    [Theory]
    [InlineData(null, 4, true), InlineData(null, 3, false), InlineData(20, 20, true), InlineData(21, 20, false)]
    public void Minimum_is_at_most_the_commitment_after_each_change(int? minimum, int committed, bool valid) =>
        Holds(
            valid,
            minimum is null ? "lines[0].changes[0].committed" : "lines[0].changes[0].minimum",
            draft =>
            {
                draft.Lines[0].Minimum = 4;
                draft
                    .Lines[0]
                    .Changes.Add(
                        new ChangeDraft
                        {
                            From = _first.AddDays(1),
                            Committed = committed,
                            Minimum = minimum,
                        }
                    );
            }
        );

    [Theory]
    [InlineData("2026-04-01", false), InlineData("2026-04-02", true), InlineData("2037-03-31", true), InlineData("2037-04-01", false)]
    public void Change_lies_after_the_first_day_and_at_most_10_years_after_the_last(string day, bool valid) =>
        Holds(
            valid,
            "lines[0].changes[0].from",
            draft => draft.Lines[0].Changes.Add(new ChangeDraft { From = DateOnly.Parse(day, null), Price = 1 })
        );

    [Fact]
    public void Two_changes_on_one_day_and_a_change_of_nothing_are_refused()
    {
        var day = _first.AddMonths(1);
        Holds(
            false,
            "lines[0].changes[1].from",
            draft => draft.Lines[0].Changes.AddRange([new ChangeDraft { From = day, Price = 1 }, new ChangeDraft { From = day, Price = 2 }])
        );
        Holds(false, "lines[0].changes[0]", draft => draft.Lines[0].Changes.Add(new ChangeDraft { From = day }));
    }

    [Theory]
    [InlineData("a", true), InlineData("A-1", true), InlineData("", false), InlineData("a b", false), InlineData("ä", false)]
    public void Id_is_letters_digits_and_dashes(string id, bool valid)
    {
        Holds(valid, "id", draft => draft.Id = id);
        Holds(true, "id", draft => draft.Id = new string('a', 64));
        Holds(false, "id", draft => draft.Id = new string('a', 65));
    }

    [Fact]
    public void Sku_is_known_and_on_one_line_of_one_contract_in_either_spelling()
    {
        Holds(false, "lines[0].sku", draft => draft.Lines[0].Sku = "cxCloud9");
        Holds(false, "lines[1].sku", draft => draft.Lines.Add(Line("genesysCloudCX1")));
        var other = A.Terms(A.Line("cloudCX1", 1)) with { Id = "other" };
        Assert.Equal(["lines[0].sku"], Fields(Draft(), other));
        Assert.Contains(
            "cloudCX1, cloudCX2",
            ContractCheck.Read(Draft(draft => draft.Lines[0].Sku = "x"), [], Catalogue.Default).Refusal!.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Platform_has_one_currency_and_each_id_once()
    {
        var other = A.Terms(A.Line("cloudCX3", 1)) with { Id = "OTHER" };
        Assert.Empty(Fields(Draft(), other));
        Assert.Equal(["currency"], Fields(Draft(draft => draft.Currency = "EUR"), other));
        Assert.Equal(["id"], Fields(Draft(draft => draft.Id = "other"), other));
    }

    [Fact]
    public void What_could_not_be_read_is_said_once()
    {
        var draft = Draft(one => one.Lines[0].Price = null);
        draft.Unreadable.Add(new("lines[0].price", "lines[0].price 'x' is not an amount."));
        var problem = Assert.Single(ContractCheck.Read(draft, [], Catalogue.Default).Refusal!.Fields!);
        Assert.Equal("lines[0].price 'x' is not an amount.", problem.Message);
    }

    private static void Holds(bool valid, string field, Action<ContractDraft> change) =>
        Assert.Equal(valid ? [] : [field], Fields(Draft(change)));

    private static List<string> Fields(ContractDraft draft, params ContractTerms[] others) =>
        [.. (ContractCheck.Read(draft, others, Catalogue.Default).Refusal?.Fields ?? []).Select(problem => problem.Field)];

    private static ContractDraft Draft(Action<ContractDraft>? change = null)
    {
        var draft = new ContractDraft
        {
            Id = "a",
            Currency = "USD",
            First = _first,
            Last = _last,
        };
        draft.Lines.Add(Line("cloudCX1"));
        change?.Invoke(draft);
        return draft;
    }

    private static LineDraft Line(string sku) =>
        new()
        {
            Sku = sku,
            Basis = LineBasis.Named,
            Committed = 10,
            Price = 75,
        };
}
