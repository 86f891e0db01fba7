using Bunit;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Web.Exemptions;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace LicenseDashboard.Web.Tests.Exemptions;

public sealed class SeasonFieldsTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Season_is_read_back_in_words_and_a_day_the_month_lacks_is_brought_into_it()
    {
        var season = new Season(new MonthDay(11, 1), new MonthDay(2, 15));
        var shown = _bench.Render<SeasonFields>(set => set.Bind(fields => fields.Season, season, changed => season = changed));
        Assert.Equal("Nov 1 to Feb 15, every year", shown.Find("[role=status]").TextContent);
        var days = shown.FindAll(".mud-input-control:not(.mud-select) input[inputmode=numeric], input[type=number]");
        await days[1].ChangeAsync(new ChangeEventArgs { Value = "31" });
        Assert.Equal(new MonthDay(2, 29), season.Last);
        shown.Render(set => set.Add(fields => fields.Season, season));
        Assert.Equal("Nov 1 to Feb 29, every year", shown.Find("[role=status]").TextContent);
    }
}
