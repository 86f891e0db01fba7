using Bunit;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Jobs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Xunit;

namespace LicenseDashboard.Web.Tests.Jobs;

public sealed class JobTableTests : IDisposable
{
    private static readonly DateTime Start = Bench.Today.ToDateTime(new TimeOnly(8, 0), DateTimeKind.Utc);
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Failed_job_says_what_failed_and_what_to_do()
    {
        var table = Show(Job(last: Run(RunStatus.Failed, failure: "The vendor refused the client: check Genesys:ClientSecret.")));
        Assert.Contains("refused the client", table.Find(".failure").TextContent, StringComparison.Ordinal);
        Assert.Contains("client id and secret", table.Find(".failure").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Running_job_shows_its_step_and_how_far_it_is()
    {
        var table = Show(Job(running: Run(RunStatus.Running, step: "Conversations", done: 3, total: 12)));
        Assert.Equal("25", table.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.Contains("Step 4 of 12, running for 1 h 0 min", table.Markup, StringComparison.Ordinal);
    }

    [Theory, InlineData(true, 1), InlineData(false, 0)]
    public void Only_who_may_operate_has_buttons(bool may, int buttons) => Assert.Equal(buttons, Show(Job(), may).FindAll("button").Count);

    [Fact]
    public void Buttons_start_what_rests_and_cancel_what_runs()
    {
        List<string> pressed = [];
        var resting = _bench.Render<JobTable>(set =>
            set.Add(t => t.Jobs, [Job()])
                .Add(t => t.MayOperate, true)
                .Add(t => t.OnRun, EventCallback.Factory.Create<JobRow>(this, job => pressed.Add("run " + job.Job)))
        );
        resting.Find("button").Click();
        var running = _bench.Render<JobTable>(set =>
            set.Add(t => t.Jobs, [Job(running: Run(RunStatus.Running))])
                .Add(t => t.MayOperate, true)
                .Add(t => t.OnCancel, EventCallback.Factory.Create<JobRow>(this, job => pressed.Add("cancel " + job.Job)))
        );
        running.Find("button").Click();
        Assert.Equal(["run usage", "cancel usage"], pressed);
    }

    [Theory, InlineData(true, 2), InlineData(false, 0)]
    public void Refused_short_lists_can_be_accepted_once_by_who_may_operate(bool may, int buttons)
    {
        List<Guid> accepted = [];
        var table = ShowRefused(may, null, accepted);
        Assert.Equal(buttons, table.FindAll("button").Count);
        Assert.Contains("16 are missing", table.Find(".failure").TextContent, StringComparison.Ordinal);
        if (may)
        {
            table.Find(".failure button").Click();
            Assert.Single(accepted);
        }
    }

    [Fact]
    public void Accepted_short_lists_say_so_and_have_no_button()
    {
        var table = ShowRefused(true, Start, []);
        Assert.Empty(table.FindAll(".failure button"));
        Assert.Contains("Accepted once; the next import can store it", table.Find(".failure").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<JobTable> ShowRefused(bool may, DateTime? acceptedAt, List<Guid> accepted)
    {
        var failed = Run(
            RunStatus.Failed,
            failure: "The vendor's list of people: 284 listed. Of the 300 known before, 16 are missing. An administrator can accept it "
                + "once on the Jobs page."
        );
        var job = Job(last: failed) with { Job = "directory" };
        var import = new ImportRow(Guid.CreateVersion7(), "genesys", "directory", RunStatus.Failed, Start, Start, 1, 0, "", 0, 0, "Short")
        {
            Refused = [new RefusedListRow("people", 284, 300, 16, 0, false, acceptedAt, null, false)],
        };
        return _bench.Render<JobTable>(set =>
            set.Add(t => t.Jobs, [job])
                .Add(t => t.MayOperate, may)
                .Add(t => t.Refused, [import])
                .Add(t => t.OnAccept, EventCallback.Factory.Create<ImportRow>(this, row => accepted.Add(row.Id)))
        );
    }

    [Fact]
    public void Second_click_of_a_double_click_does_not_cancel_what_the_first_started()
    {
        var cancelled = false;
        var running = _bench.Render<JobTable>(set =>
            set.Add(t => t.Jobs, [Job(running: Run(RunStatus.Running))])
                .Add(t => t.MayOperate, true)
                .Add(t => t.OnCancel, EventCallback.Factory.Create<JobRow>(this, _ => cancelled = true))
        );
        running.Find("button").Click(new MouseEventArgs { Detail = 2 });
        Assert.False(cancelled);
    }

    [Fact]
    public void Cancelled_run_and_import_say_what_stays_and_never_the_name_of_an_exception()
    {
        Assert.Contains(
            "Imported data is kept",
            Show(Job(last: Run(RunStatus.Cancelled, failure: "Cancelled."))).Markup,
            StringComparison.Ordinal
        );
        var import = new ImportRow(
            Guid.CreateVersion7(),
            "genesys",
            "usage",
            RunStatus.Cancelled,
            Start,
            Start.AddSeconds(90),
            150,
            7,
            "",
            0,
            0,
            "TaskCanceledException"
        );
        var shown = _bench
            .Render<ImportHistory>(set =>
                set.Add(t => t.Imports, new PagedResult<ImportRow>([import], 1, Page.First)).Add(t => t.Query, JobsQuery.First)
            )
            .Find("tbody tr")
            .TextContent;
        Assert.Contains("Imported data is kept", shown, StringComparison.Ordinal);
        Assert.Contains("150 of 600", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Job_that_runs_otherwise_than_its_times_say_tells_why_beside_its_failure()
    {
        var table = Show(
            Job(last: Run(RunStatus.Interrupted, failure: "Interrupted by a restart. The next run continues from the imported data.")) with
            {
                Note = "The clock was set back.",
            }
        );
        Assert.Contains("continues from the imported data", table.Find(".failure").TextContent, StringComparison.Ordinal);
        Assert.Equal("The clock was set back.", table.Find(".note").TextContent.Trim());
        Assert.Empty(Show(Job()).FindAll(".note"));
    }

    [Fact]
    public void Unfinished_run_of_a_job_that_is_gone_says_so_and_not_that_someone_cancelled_it() =>
        Assert.Equal(JobClaims.NoSuchJob, JobWords.Story(Run(RunStatus.Cancelled, failure: JobClaims.NoSuchJob)));

    [Theory]
    [InlineData(null, null, null, null, 1, 1, "")]
    [InlineData("usage", "-3", "0", "usage", 1, 1, "page '-3', imports '0'")]
    [InlineData(" ", "2", "7", null, 2, 7, "")]
    [InlineData("nonsense", "abc", "9999999999", null, 1, 1, "job 'nonsense', page 'abc', imports '9999999999'")]
    public void What_an_address_can_not_mean_is_left_out_and_named(
        string? job,
        string? page,
        string? imports,
        string? readJob,
        int readPage,
        int readImports,
        string left
    )
    {
        var (query, unknown) = JobsQuery.Read(["usage", "directory"], null, null, job, page, imports);
        Assert.Equal((readJob, readPage, readImports), (query.Job, query.Page, query.Imports));
        Assert.Equal(left, string.Join(", ", unknown));
    }

    private IRenderedComponent<JobTable> Show(JobRow job, bool may = false) =>
        _bench.Render<JobTable>(set => set.Add(t => t.Jobs, [job]).Add(t => t.MayOperate, may));

    private static JobRow Job(JobRunRow? running = null, JobRunRow? last = null) =>
        new("usage", "Usage", "genesys", "Daily at 2:30 AM (UTC)", Start.AddHours(18), running, last);

    private static JobRunRow Run(RunStatus status, string step = "", int done = 0, int total = 0, string failure = "") =>
        new(
            Guid.CreateVersion7(),
            "usage",
            "genesys",
            Bench.Today,
            false,
            Start,
            status == RunStatus.Running ? null : Start.AddMinutes(1),
            status,
            step,
            done,
            total,
            "",
            failure
        );
}
