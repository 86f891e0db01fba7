using System.Net;
using Xunit;

namespace LicenseDashboard.Web.Tests.Jobs;

public sealed class JobDashboardTests(WebProgram program) : IClassFixture<WebProgram>
{
    private static readonly string[] Pages = ["hangfire", "hangfire/recurring", "hangfire/jobs/succeeded", "hangfire/servers"];

    [Theory]
    [InlineData("administrator", HttpStatusCode.OK)]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    [InlineData("finops", HttpStatusCode.Forbidden)]
    [InlineData("team-lead", HttpStatusCode.Forbidden)]
    public async Task Scheduler_is_for_administrators_to_see(string persona, HttpStatusCode status)
    {
        foreach (var page in Pages)
        {
            Assert.Equal(status, (await AskAsync(HttpMethod.Get, page, persona)).StatusCode);
        }
    }

    [Theory]
    [InlineData("hangfire/recurring/trigger", "jobs[]=directory@genesys")]
    [InlineData("hangfire/recurring/remove", "jobs[]=directory@genesys")]
    [InlineData("hangfire/jobs/enqueued/delete", "jobs[]=1")]
    public async Task Scheduler_changes_nothing_for_anybody(string path, string body)
    {
        var answer = await AskAsync(HttpMethod.Post, path, "administrator", body);
        Assert.False(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}");
        Assert.Contains("directory@genesys", await RecurringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scheduler_lists_each_job_with_its_time_and_zone_and_no_buttons()
    {
        var recurring = await RecurringAsync();
        foreach (var job in new[] { "directory", "usage", "evaluate", "verify", "reclamation", "open-review", "notices" })
        {
            Assert.Contains($"{job}@genesys", recurring, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("js-jobs-list-command", recurring, StringComparison.Ordinal);
        Assert.Contains("30 2 * * *", recurring, StringComparison.Ordinal);
    }

    [Theory, InlineData("administrator", true), InlineData("auditor", false)]
    public async Task Jobs_page_links_to_it_for_administrators(string persona, bool links)
    {
        var page = await (await AskAsync(HttpMethod.Get, "jobs", persona)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(links, page.Contains("href=\"hangfire\"", StringComparison.Ordinal));
    }

    /// <summary>Waits until this program leads: its entries stand before it serves anybody's run.</summary>
    private async Task<string> RecurringAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        for (; ; await Task.Delay(50, patience.Token))
        {
            var answer = await AskAsync(HttpMethod.Get, "hangfire/recurring", "administrator");
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (html.Contains("@genesys", StringComparison.Ordinal))
            {
                return html;
            }
        }
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string persona, string? form = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("Cookie", "persona=" + persona);
        request.Content = form is null ? null : new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        return await program.CreateClient(new() { HandleCookies = false }).SendAsync(request, TestContext.Current.CancellationToken);
    }
}
