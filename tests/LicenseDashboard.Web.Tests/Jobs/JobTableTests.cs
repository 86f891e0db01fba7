using Bunit;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Jobs;
using Microsoft.AspNetCore.Components;
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
        Assert.Contains("3 of 12, running for 1 h 0 min", table.Markup, StringComparison.Ordinal);
    }

    [Theory, InlineData(true, 1), InlineData(false, 0)]
    public void Only_who_may_operate_has_buttons(bool may, int buttons) => Assert.Equal(buttons, Show(Job(), may).FindAll("button").Count);

    [Fact]
    public void Buttons_start_what_rests_and_cancel_what_runs()
    {
        List<string> pressed = [];
        var resting = _bench.Render<JobTable>(set => set.Add(t => t.Jobs, [Job()]).Add(t => t.MayOperate, true).Add(t => t.OnRun, EventCallback.Factory.Create<JobRow>(this, job => pressed.Add("run " + job.Job))));
        resting.Find("button").Click();
        var running = _bench.Render<JobTable>(set => set.Add(t => t.Jobs, [Job(running: Run(RunStatus.Running))]).Add(t => t.MayOperate, true).Add(t => t.OnCancel, EventCallback.Factory.Create<JobRow>(this, job => pressed.Add("cancel " + job.Job))));
        running.Find("button").Click();
        Assert.Equal(["run usage", "cancel usage"], pressed);
    }

    [Theory]
    [InlineData(null, null, null, null, 1, 1)]
    [InlineData("usage", -3, 0, "usage", 1, 1)]
    [InlineData(" ", 2, 7, null, 2, 7)]
    public void Address_that_can_not_be_is_read_as_the_first_page(string? job, int? page, int? imports, string? readJob, int readPage, int readImports)
    {
        var query = JobsQuery.Read(null, job, page, imports);
        Assert.Equal((readJob, readPage, readImports), (query.Job, query.Page, query.Imports));
    }

    private IRenderedComponent<JobTable> Show(JobRow job, bool may = false) => _bench.Render<JobTable>(set => set.Add(t => t.Jobs, [job]).Add(t => t.MayOperate, may));

    private static JobRow Job(JobRunRow? running = null, JobRunRow? last = null) => new("usage", "Usage", "genesys", "Daily at 2:30 AM (UTC)", Start.AddHours(18), running, last);

    private static JobRunRow Run(RunStatus status, string step = "", int done = 0, int total = 0, string failure = "") =>
        new(Guid.CreateVersion7(), "usage", "genesys", Bench.Today, false, Start, status == RunStatus.Running ? null : Start.AddMinutes(1), status, step, done, total, "", failure);
}
