using Bunit;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Testing;
using LicenseDashboard.Web.Ingestion;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ingestion;

public sealed class IngestProgressTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Before_the_first_import_the_page_says_what_will_come() =>
        Assert.Contains("Waiting for the first import", Show<IngestProgress>([]).Markup, StringComparison.Ordinal);

    [Fact]
    public void Running_import_shows_its_step_and_how_far_it_is()
    {
        var shown = Show<IngestProgress>([State(running: true, step: "Conversations, Aug 1 to Aug 31", done: 3, total: 12)]);
        Assert.Equal("25", shown.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.Contains("Conversations, Aug 1 to Aug 31", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_left_follows_the_pace_seen_here_and_not_the_steps_done_before()
    {
        var clock = new FixedClock();
        var states = new Fixed([State(running: true, step: "Presence", done: 40, total: 100, through: null, evaluated: false)]);
        using var watch = new IngestWatch(states, clock, NullLogger<IngestWatch>.Instance);
        await watch.StartAsync();
        Assert.Null(watch.Left(watch.Current[0]));
        states.Rows = [State(running: true, step: "Presence", done: 44, total: 100, through: null, evaluated: false)];
        var told = new TaskCompletionSource();
        watch.Changed += () => told.TrySetResult();
        await clock.PendingAsync(1);
        clock.Advance(TimeSpan.FromSeconds(8));
        await told.Task;
        Assert.Equal(TimeSpan.FromSeconds(112), watch.Left(watch.Current[0]));
    }

    [Theory, InlineData(20, "Less than a minute left"), InlineData(112, "About 2 minutes left"), InlineData(7500, "About 3 hours left")]
    public void Time_left_is_said_roughly(int seconds, string words) =>
        Assert.Equal(words, IngestWords.Left(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Between_import_and_evaluation_nothing_is_said_to_be_up_to_date()
    {
        var shown = Show<IngestProgress>([State(through: new DateOnly(2026, 11, 18), evaluated: false)]);
        Assert.Equal("Evaluating licenses", shown.Find("h2").TextContent);
        Assert.DoesNotContain("up to date", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_import_says_why_and_what_still_holds()
    {
        var shown = Show<IngestProgress>([State(through: new DateOnly(2026, 11, 18), failure: "The vendor refused the token.")]);
        Assert.Contains("Import failed, usage complete through Nov 18", shown.Markup, StringComparison.Ordinal);
        Assert.Contains("The vendor refused the token.", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "", "Usage complete through Nov 20")]
    [InlineData(true, "warning", "Late: usage complete through Nov 20")]
    public void Freshness_dot_tells_how_far_the_data_goes(bool late, string tone, string words)
    {
        var shown = Show<Freshness>([State(through: new DateOnly(2026, 11, 20), late: late)]);
        Assert.Equal(words, shown.Find(".words").TextContent);
        Assert.Contains(("dot " + tone).Trim(), shown.Find("i").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void Freshness_of_several_platforms_is_that_of_the_worst() =>
        Assert.Equal(
            "Late: usage complete through Nov 11",
            Show<Freshness>([State(through: new DateOnly(2026, 11, 20)), State(through: new DateOnly(2026, 11, 11), late: true)])
                .Find(".words")
                .TextContent
        );

    private static IngestState State(
        bool running = false,
        string step = "",
        int done = 0,
        int total = 0,
        DateOnly? through = null,
        bool late = false,
        string failure = "",
        bool evaluated = true
    ) => new("genesys", running, step, done, total, through, late, failure, evaluated);

    private IRenderedComponent<T> Show<T>(IReadOnlyList<IngestState> states)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        _bench.Services.AddVendorReach().AddSingleton<IReadIngestState>(new Fixed(states));
        _bench.Services.AddScoped<IngestWatch>();
        return _bench.Render<T>();
    }

    private sealed class Fixed(IReadOnlyList<IngestState> states) : IReadIngestState
    {
        public IReadOnlyList<IngestState> Rows { get; set; } = states;

        public Task<IReadOnlyList<IngestState>> RunAsync(CancellationToken ct) => Task.FromResult(Rows);
    }
}
