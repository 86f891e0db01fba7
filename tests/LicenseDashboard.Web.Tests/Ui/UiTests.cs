using Bunit;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui;
using LicenseDashboard.Web.Ui.Charts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ui;

public sealed class UiTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(80, "USD", "$80")]
    [InlineData(80.5, "USD", "$80.50")]
    [InlineData(999.995, "EUR", "€1,000")]
    [InlineData(1240.6, "USD", "$1,241")]
    [InlineData(-1240.6, "GBP", "\u2212£1,241")]
    [InlineData(-0.001, "USD", "$0")]
    [InlineData(12, "CHF", "CHF\u00a012")]
    public void Money_has_cents_only_below_1000_and_only_where_there_are_any(double amount, string currency, string words) =>
        Assert.Equal(words, MoneyText.Of(Money.Of((decimal)amount, currency)));

    [Fact]
    public void Money_cell_says_what_kind_of_amount_it_is()
    {
        var cell = _bench.Render<MoneyCell>(set => set.Add(each => each.Value, Money.Of(80, "USD")).Add(each => each.Note, "list"));
        Assert.Equal(
            ("$80", "list", "USD"),
            (cell.Find(".money").FirstChild!.TextContent, cell.Find(".note").TextContent, cell.Find(".money").GetAttribute("title"))
        );
    }

    [Theory]
    [InlineData("cloudCX1", "--sku-cx1")]
    [InlineData("cloudCX3Digital", "--sku-cx3")]
    [InlineData("communicate", "--sku-communicate")]
    [InlineData("something-new", "--sku-addon")]
    [InlineData(null, "--border-strong")]
    public void Tier_has_its_fixed_color_and_says_its_name(string? sku, string token)
    {
        var badge = _bench.Render<SkuBadge>(set => set.Add(each => each.Sku, sku).Add(each => each.Text, "CX 1 + WEM"));
        Assert.Contains($"var({token})", badge.Find("i").GetAttribute("style"), StringComparison.Ordinal);
        Assert.Equal("CX 1 + WEM", badge.Find(".sku").TextContent);
        Assert.Contains(token + ":", Repository.Read("wwwroot-assets/css/tokens.css"), StringComparison.Ordinal);
    }

    [Fact]
    public void Error_state_offers_to_try_again()
    {
        var tried = 0;
        var state = _bench.Render<ErrorState>(set =>
            set.Add(each => each.Title, "Import failed")
                .Add(each => each.Retry, EventCallback.Factory.Create(this, () => tried++))
                .AddChildContent("No answer.")
        );
        state.Find("button").Click();
        Assert.Equal((1, "alert"), (tried, state.Find("section").GetAttribute("role")));
    }

    [Fact]
    public void Progress_bar_tells_its_value_or_that_it_has_none()
    {
        Assert.Equal(
            "40",
            _bench
                .Render<ProgressBar>(set => set.Add(each => each.Label, "Import").Add(each => each.Value, 40))
                .Find("[role=progressbar]")
                .GetAttribute("aria-valuenow")
        );
        Assert.False(
            _bench
                .Render<ProgressBar>(set => set.Add(each => each.Label, "Import"))
                .Find("[role=progressbar]")
                .HasAttribute("aria-valuenow")
        );
    }

    [Fact]
    public void Chart_says_a_sentence_and_has_its_numbers_as_a_table()
    {
        var chart = _bench.Render<Chart>(set =>
            set.Add(each => each.Summary, "Voice was used on 1 of 2 days.")
                .Add(each => each.Unit, "$")
                .Add(each => each.Categories, ["Nov 19", "Nov 20"])
                .Add(each => each.Series, [new ChartSeries("Voice", [1234.5, null])])
        );
        Assert.Equal("Voice was used on 1 of 2 days.", chart.Find("[role=img]").GetAttribute("aria-label"));
        Assert.Equal(["$1,234.5", "not known"], chart.FindAll("tbody td").Select(cell => cell.TextContent));
        Assert.Equal(["Image", "CSV"], chart.FindAll(".tools button").Select(button => button.TextContent));
    }

    [Fact]
    public void Instant_reads_in_the_browser_zone_with_the_platform_zone_in_the_tooltip()
    {
        _bench.Services.GetRequiredService<BrowserClock>().Use("Europe/Berlin");
        var date = _bench.Render<DateText>(set =>
            set.Add(each => each.At, new DateTime(2026, 11, 20, 23, 30, 0, DateTimeKind.Utc))
                .Add(each => each.PlatformZone, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"))
        );
        Assert.Equal("Nov 21, 12:30 AM", date.Find("time").TextContent);
        Assert.Contains("Nov 20, 6:30 PM (America/New_York)", date.Find("time").GetAttribute("title"), StringComparison.Ordinal);
        Assert.Equal("2026-11-20T23:30:00Z", date.Find("time").GetAttribute("datetime"));
    }

    [Theory]
    [InlineData(47, "47 h ago")]
    [InlineData(48, null)]
    public void Age_is_said_below_48_hours(int hours, string? words) => Assert.Equal(words, DayText.Age(TimeSpan.FromHours(hours)));

    [Fact]
    public void Day_of_another_year_says_the_year() =>
        Assert.Equal(
            ("Nov 20", "Mar 31, 2027"),
            (DayText.Of(new DateOnly(2026, 11, 20), Bench.Today), DayText.Of(new DateOnly(2027, 3, 31), Bench.Today))
        );

    [Theory]
    [InlineData("new starter until 2026-12-21; voice last used 2025-03-01", "new starter until Dec 21; voice last used Mar 1, 2025")]
    [InlineData("order 12026-12-210 and 2026-13-40 are no days", "order 12026-12-210 and 2026-13-40 are no days")]
    [InlineData("", "")]
    public void Days_in_the_words_of_the_rules_read_as_people_write_them(string rule, string words) =>
        Assert.Equal(words, DayText.Within(rule, Bench.Today));

    [Fact]
    public void Chosen_day_is_kept_while_the_clock_runs_on()
    {
        var clock = new ChosenDayClock(new DateOnly(2024, 2, 29), TimeProvider.System);
        Assert.Equal(new DateOnly(2024, 2, 29), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        Assert.True(clock.GetUtcNow() >= new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.Zero));
    }
}
