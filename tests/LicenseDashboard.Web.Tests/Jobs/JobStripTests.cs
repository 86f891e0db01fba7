using Bunit;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Jobs;
using Xunit;

namespace LicenseDashboard.Web.Tests.Jobs;

public sealed class JobStripTests : IDisposable
{
    private static readonly DateTime Start = Bench.Today.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc);
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Strip_says_each_day_on_its_cell_all_of_them_as_text_and_the_exceptions_in_its_name()
    {
        var strip = new JobStrip(
            "usage",
            "genesys",
            [
                Day(17, null, missed: true),
                Day(18, RunStatus.Succeeded, seconds: 41),
                Day(19, RunStatus.Failed, seconds: 312, runs: 3),
                Day(20, RunStatus.Interrupted),
                Day(21, null),
                Day(22, RunStatus.Running, seconds: 90),
            ]
        );
        var shown = _bench.Render<JobStripView>(set => set.Add(s => s.Strip, strip).Add(s => s.Title, "Usage"));
        string[] words =
        [
            "Nov 17: did not run",
            "Nov 18: succeeded in 41 s",
            "Nov 19: failed after 5 min 12 s, last of 3 runs",
            "Nov 20: interrupted",
            "Nov 21: no run due",
            "Nov 22: running for 1 min 30 s",
        ];
        Assert.Equal(words, shown.FindAll(".cells .cell").Select(cell => cell.GetAttribute("title")));
        Assert.Equal(words.Reverse(), shown.FindAll("li").Select(line => line.TextContent));
        Assert.Equal(
            "Usage, last 6 days: 1 succeeded, 1 failed (Nov 19), 1 cancelled or interrupted (Nov 20), 1 did not run (Nov 17), "
                + "1 running (Nov 22)",
            shown.Find(".strip").GetAttribute("aria-label")
        );
        Assert.Equal("0", shown.Find(".strip").GetAttribute("tabindex"));
    }

    [Theory]
    [InlineData(true, true), InlineData(true, false), InlineData(false, false)]
    public void Failed_job_says_the_true_next_try_in_words_for_the_role(bool operates, bool reads)
    {
        const string Error = "GET /api/v2/users failed after 25 attempts: no whole answer: Connection refused (127.0.0.1:5490)";
        var table = Show(Job(Error, retries: true), operates, reads);
        var text = Plain(table.Find(".failure").TextContent);
        Assert.StartsWith(
            "Genesys Cloud could not be reached. Tried again at 12:45 PM, or as soon as it can be reached. Imported data is kept.",
            text,
            StringComparison.Ordinal
        );
        Assert.Equal(operates, text.Contains("Run now", StringComparison.Ordinal));
        Assert.Equal(
            reads ? Error : null,
            table.Find(".failure").QuerySelector("details")?.TextContent.Replace("Details", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Run_by_hand_that_failed_promises_no_retry() =>
        Assert.DoesNotContain(
            "Tried again",
            Show(Job("The list of people was empty.", retries: false)).Find(".failure").TextContent,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("The vendor refused the client: check Genesys:ClientSecret.", "An administrator has to check the client id")]
    [InlineData("GET /x answered 403 missing.permissions", "An administrator has to grant")]
    [InlineData("Unexpected: NullReferenceException. The log has the details.", "An administrator finds details")]
    public void No_one_is_told_to_press_a_button_they_do_not_have(string failure, string words)
    {
        var text = Show(Job(failure, retries: false)).Find(".failure").TextContent;
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Run now", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_shows_how_much_of_the_request_limit_it_used()
    {
        var import = new ImportRow(
            Guid.CreateVersion7(),
            "genesys",
            "usage",
            RunStatus.Succeeded,
            Start,
            Start.AddSeconds(90),
            150,
            7,
            "",
            0,
            0,
            ""
        );
        var table = _bench.Render<JobTable>(set => set.Add(t => t.Jobs, [Job("", retries: false)]).Add(t => t.Latest, [import]));
        Assert.Equal("150 of 600 requests allowed", table.Find(".meter .words").TextContent);
        Assert.Equal("25", table.Find(".meter .used").GetAttribute("width"));
    }

    private IRenderedComponent<JobTable> Show(JobRow job, bool operates = false, bool reads = false) =>
        _bench.Render<JobTable>(set => set.Add(t => t.Jobs, [job]).Add(t => t.MayOperate, operates).Add(t => t.MayReadDetails, reads));

    private static JobRow Job(string failure, bool retries)
    {
        var status = failure.Length > 0 ? RunStatus.Failed : RunStatus.Succeeded;
        var last = new JobRunRow(
            Guid.CreateVersion7(),
            "usage",
            "genesys",
            Bench.Today,
            false,
            Start,
            Start.AddMinutes(5),
            status,
            "",
            0,
            0,
            "",
            failure
        );
        var next = Bench.Today.ToDateTime(new TimeOnly(12, 45), DateTimeKind.Utc);
        return new JobRow("usage", "Usage", "genesys", "Daily at 2:30 AM (UTC)", next, null, last) { Retries = retries };
    }

    private static JobDay Day(int day, RunStatus? status, int? seconds = null, int runs = 1, bool missed = false) =>
        new(new DateOnly(2026, 11, day), status, seconds is { } s ? TimeSpan.FromSeconds(s) : null, status is null ? 0 : runs, missed);

    private static string Plain(string text) =>
        string.Join(' ', text.Replace('\u202f', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
