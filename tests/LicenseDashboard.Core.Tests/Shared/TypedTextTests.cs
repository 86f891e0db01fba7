using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Core.Tests.Shared;

public class TypedTextTests
{
    [Theory]
    [InlineData("Needed now", 10)]
    [InlineData("  Needed    now ", 10)] // a run of blanks is one
    [InlineData("\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B", 0)]
    [InlineData("\u3164\u3164\u3164\u2800\u2800\u115F\u00AD\uFEFF", 0)]
    [InlineData("e\u0301e\u0301", 2)] // letter and accent
    [InlineData("👩‍👩‍👧", 1)]
    [InlineData("\u0301\u0301\u0301", 0)]
    [InlineData("季节需要", 4)]
    public void What_is_counted_is_what_a_reader_sees(string text, int visible) => Assert.Equal(visible, TypedText.Visible(text));

    [Theory]
    [
        InlineData("Needed\u0000 in the season", "U+0000"),
        InlineData("Needed \u001B[31m in the season", "U+001B"),
        InlineData("Needed\u0085 in the season", "U+0085")
    ]
    [InlineData("Needed \u202Enosaes eht ni", "U+202E"), InlineData("Needed \u2066in the season", "U+2066")]
    public void Characters_that_hide_or_turn_text_are_refused_by_name(string text, string character)
    {
        foreach (var refusal in new[] { Justification.Required(text).Refusal, Justification.Optional(text).Refusal })
        {
            Assert.Equal(("invalid", "justification"), (refusal?.Code, refusal?.Field));
            Assert.Contains(character, refusal!.Message, StringComparison.Ordinal);
        }

        var terms = new ExemptionTerms(new DateOnly(2026, 11, 30), null, text).Checked("LEAVE", new DateOnly(2026, 11, 30));
        Assert.Equal("why", terms.Refusal?.Field);
    }

    [Fact]
    public void Line_breaks_marks_of_mixed_text_and_emoji_are_kept()
    {
        const string text = "Needed in the season.\r\n\tשלום\u200F 👩‍👩‍👧";
        Assert.Equal(text, Justification.Required(text).Value);
    }

    [Fact]
    public void Ten_invisible_characters_are_no_justification()
    {
        Assert.Contains(
            "0 visible characters",
            Justification.Required(new string('\u200B', 12)).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "2 visible characters",
            Justification.Required("ok" + new string('\u2060', 20)).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.Null(Justification.Optional(new string('\u200B', 12)).Value);
    }

    [
        Theory,
        InlineData("2028-11-30", true),
        InlineData("2028-12-01", false),
        InlineData("9999-12-31", false),
        InlineData("2026-11-30", false),
        InlineData("2026-12-01", true)
    ]
    public void It_is_asked_again_within_two_years(string until, bool fits)
    {
        var day = DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(fits ? null : "until", AskAgain.Problem(day, new DateOnly(2026, 11, 30))?.Field);
    }
}
