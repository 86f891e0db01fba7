using Bunit;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Recommendations;
using Xunit;

namespace LicenseDashboard.Web.Tests.Recommendations;

public sealed class CashCellTests : IDisposable
{
    private static readonly Money _none = Money.Of(0, "USD");
    private static readonly DateOnly _today = new(2026, 11, 30);
    private readonly BunitContext _bench = Bench.Open();

    public static TheoryData<RowCash?, string, string, string> Cases =>
        new()
        {
            { null, "Unknown", "no figure", "Cash saving unknown" },
            {
                new RowCash(Money.Of(40, "USD"), new DateOnly(2027, 4, 1), Money.Of(760, "USD"), _none),
                "$40",
                "from Apr 1, 2027",
                "$40 a month in cash from Apr 1, 2027, $760 over 24 months"
            },
            { new RowCash(_none, null, _none, _none), "$0", "in 24 months", "No cash saving within 24 months" },
            {
                new RowCash(_none, null, Money.Of(-225, "USD"), Money.Of(225, "USD")),
                "−$225",
                "costs money",
                "Costs $225 in some of the next 24 months, −$225 saved over all of them"
            },
        };

    public void Dispose() => _bench.Dispose();

    [Theory, MemberData(nameof(Cases))]
    public void Cash_says_how_much_and_from_when_and_never_zero_for_unknown(RowCash? cash, string amount, string note, string line)
    {
        Assert.Equal((amount, note), CashWords.Of(cash, _today));
        Assert.Equal(line, CashWords.Line(cash, _today));
    }

    [Fact]
    public void Reason_stands_in_the_title_with_days_as_people_write_them()
    {
        var shown = _bench.Render<CashCell>(set =>
            set.Add(cell => cell.Cash, null).Add(cell => cell.Note, "Below commitment until 2027-03-31; give notice by 2026-12-31.")
        );
        Assert.Equal("Below commitment until Mar 31, 2027; give notice by Dec 31.", Reason(shown));
        Assert.Equal("no figure", shown.Find(".note").TextContent);
        Assert.Equal("cash unknown", _bench.Render<CashCell>(set => set.Add(cell => cell.Short, true)).Find(".cash").TextContent);
        Assert.Null(_bench.Render<CashCell>(set => set.Add(cell => cell.Cash, null)).Find(".cash").GetAttribute("title"));
    }

    private static string? Reason(IRenderedComponent<CashCell> shown) =>
        shown.Find(".cash").GetAttribute("title")?.Replace("Dec 31, 2026", "Dec 31", StringComparison.Ordinal);
}
