using LicenseDashboard.Core.Invoices;
using Xunit;

namespace LicenseDashboard.Core.Tests.Invoices;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData("1234.5", 1_234_500_000)]
    [InlineData("1234,50", 1_234_500_000)]
    [InlineData("1,234.50", 1_234_500_000)]
    [InlineData("1.234,50", 1_234_500_000)]
    [InlineData("1 234,50", 1_234_500_000)]
    [InlineData("1'234.50", 1_234_500_000)]
    [InlineData("1,234,567", 1_234_567_000_000)]
    [InlineData("1.234.567,8", 1_234_567_800_000)]
    [InlineData("-12.5", -12_500_000)]
    [InlineData("0.125", 125_000)]
    [InlineData("1234.5678", 1_234_567_800)]
    [InlineData("80", 80_000_000)]
    public void Amount_is_read_as_spreadsheets_write_it(string text, long micros) =>
        Assert.Equal(micros, AmountText.Micros("amount", text).Value);

    [Theory]
    [InlineData("1,234", "can be 1234 or 1.2340")]
    [InlineData("1.234", "can be 1234 or 1.2340")]
    [InlineData("12,345", "can be 12345 or 12.3450")]
    public void Amount_that_can_be_read_in_two_ways_is_refused(string text, string words) =>
        Assert.Contains(words, AmountText.Micros("amount", text).Refusal!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("12 USD")]
    [InlineData("1,23,456.00")]
    [InlineData("1.2.3")]
    [InlineData("12.")]
    [InlineData("--1")]
    [InlineData("(12.00)")]
    [InlineData("1e3")]
    [InlineData("12345,678.00")]
    public void Text_that_is_no_amount_is_refused(string text) =>
        Assert.StartsWith("amount \"", AmountText.Micros("amount", text).Refusal!.Message, StringComparison.Ordinal);

    [Fact]
    public void Amount_beyond_any_invoice_is_refused() =>
        Assert.Contains("more than 1,000,000,000", AmountText.Micros("amount", "1000000000.01").Refusal!.Message, StringComparison.Ordinal);
}
