using Bunit;
using LicenseDashboard.Web.Ui.Fields;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ui;

public sealed class DayInputTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();
    private DateOnly? _chosen;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("2027-01-05", "2027-01-05")]
    [InlineData("1/5/2027", "2027-01-05")]
    [InlineData("5.1.2027", "2027-01-05")]
    [InlineData("Jan 5", "2027-01-05")]
    [InlineData("5  january", "2027-01-05")]
    [InlineData("Nov 22", "2026-11-22")]
    [InlineData("feb 29", "2028-02-29")]
    public async Task Day_is_read_in_the_ways_people_write_one(string typed, string day)
    {
        await TypeAsync(Show(), typed);
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), _chosen);
    }

    [Theory, InlineData("soon"), InlineData("13/45/2026"), InlineData("Feb 30")]
    public async Task What_is_no_day_is_said_calmly_under_the_field(string typed)
    {
        var field = Show();
        await TypeAsync(field, typed);
        Assert.Equal(
            ("Write the date like Nov 20 or 2026-11-20.", (DateOnly?)null),
            (field.Find(".mud-input-control-helper-container").TextContent.Trim(), _chosen)
        );
    }

    [Fact]
    public async Task Day_before_stays_while_what_was_typed_is_no_day()
    {
        DateOnly? chosen = new DateOnly(2026, 12, 24);
        var field = _bench.Render<DayInput>(set =>
            set.Add(each => each.Label, "Until")
                .Add(each => each.Value, chosen)
                .Add(each => each.ValueChanged, EventCallback.Factory.Create<DateOnly?>(this, day => chosen = day))
        );
        await TypeAsync(field, "soon");
        Assert.Equal("Write the date like Nov 20 or 2026-11-20.", field.Find(".mud-input-control-helper-container").TextContent.Trim());
        Assert.Equal((new DateOnly(2026, 12, 24), "true"), (chosen, field.Find("input").GetAttribute("aria-invalid")));
    }

    [Fact]
    public void Day_reads_as_days_read_everywhere()
    {
        var field = _bench.Render<DayInput>(set =>
            set.Add(each => each.Label, "Until").Add(each => each.Value, new DateOnly(2026, 12, 24))
        );
        Assert.Equal("Dec 24", field.Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task Day_outside_of_what_may_be_chosen_is_named_and_not_taken_over()
    {
        var field = Show(min: new DateOnly(2026, 11, 23));
        await TypeAsync(field, "2026-11-01");
        Assert.Equal("Choose Nov 23 or later.", field.Find(".mud-input-control-helper-container").TextContent.Trim());
        Assert.Null(_chosen);
    }

    private static Task TypeAsync(IRenderedComponent<DayInput> field, string words) =>
        field.Find("input").ChangeAsync(new ChangeEventArgs { Value = words });

    private IRenderedComponent<DayInput> Show(DateOnly? min = null) =>
        _bench.Render<DayInput>(set =>
            set.Add(each => each.Label, "Until")
                .Add(each => each.Min, min)
                .Add(each => each.ValueChanged, EventCallback.Factory.Create<DateOnly?>(this, day => _chosen = day))
        );
}
