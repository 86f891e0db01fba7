using LicenseDashboard.Core.Exemptions;
using Xunit;

namespace LicenseDashboard.Core.Tests.Exemptions;

public class ExemptionTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Exemption_protects_from_its_first_to_its_last_day(int day, bool protects) =>
        Assert.Equal(protects, Given.Exemption(Today, to: Today.AddDays(10)).Protects(Today.AddDays(day), Protection.Reclamation));

    [Fact]
    public void Exemption_without_an_end_protects_while_it_is_assigned() =>
        Assert.True(Given.Exemption(Today).Protects(Today.AddYears(20), Protection.Rightsizing));

    [Theory]
    [InlineData(Protection.Both, Protection.Reclamation, true)]
    [InlineData(Protection.Both, Protection.Rightsizing, true)]
    [InlineData(Protection.Reclamation, Protection.Reclamation, true)]
    [InlineData(Protection.Reclamation, Protection.Rightsizing, false)]
    [InlineData(Protection.Rightsizing, Protection.Reclamation, false)]
    public void Protection_covers_what_it_says(Protection protection, Protection what, bool covers) =>
        Assert.Equal(covers, Given.Exemption(Today, protection: protection).Protects(Today, what));

    [Fact]
    public void Exception_needs_an_end_a_fallback_control_and_an_approver()
    {
        var terms = new ExemptionTerms(Today, Today.AddDays(90), "Sole holder of the recording keys", "Reviewed monthly", "Cora Lindqvist");
        Assert.Null(terms.Checked(ExemptionTag.Exception, Today).Refusal);
        Assert.StartsWith(
            "to, the last day, is missing",
            (terms with { To = null }).Checked(ExemptionTag.Exception, Today).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "The fallback control is missing",
            (terms with { FallbackControl = " " }).Checked(ExemptionTag.Exception, Today).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "approver is missing",
            (terms with { Approver = null }).Checked(ExemptionTag.Exception, Today).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "A fallback control and an approver belong",
            terms.Checked(ExemptionTag.Leave, Today).Refusal!.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0, -1, "is before the first day")]
    [InlineData(-10, -1, "is before today")]
    public void Days_that_protect_no_one_are_refused(int from, int to, string says) =>
        Assert.Contains(
            says,
            new ExemptionTerms(Today.AddDays(from), Today.AddDays(to), "Why").Checked(ExemptionTag.Leave, Today).Refusal!.Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Reason_is_needed() =>
        Assert.StartsWith(
            "why is missing",
            new ExemptionTerms(Today, null, "  ").Checked(ExemptionTag.Leave, Today).Refusal!.Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("seasonal_burst", "SEASONAL_BURST")]
    [InlineData(" Legal2 ", "LEGAL2")]
    [InlineData("2nd", null)]
    [InlineData("two words", null)]
    [InlineData("", null)]
    [InlineData("A23456789012345678901234567890123456789012", null)]
    public void Tag_name_is_capitals_digits_and_underscores(string text, string? name)
    {
        var outcome = ExemptionTag.NameOf(text);
        Assert.Equal(name, outcome.Refusal is null ? outcome.Value : null);
    }

    [Fact]
    public void Burst_tag_needs_a_season() =>
        Assert.StartsWith(
            "season is missing",
            new TagTerms("Peak", Protection.Both, IsBurst: true).Checked().Refusal!.Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Default_window_counts_its_first_day() =>
        Assert.Equal(
            Today.AddDays(29),
            ExemptionTag.Add(1, "X", new TagTerms("For a test.", Protection.Both, DefaultDays: 30)).DefaultEnd(Today)
        );
}
