using Bunit;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Web.Jobs;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Jobs;

public sealed class RunDialogTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();
    private readonly List<string> _run = [];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Link_to_a_job_asks_first_and_runs_it_only_then()
    {
        var shown = Show("usage", Job("usage", "Usage"), Job("evaluate", "Evaluate"));
        Assert.Equal("Run “Usage” now?", shown.Find("h2").TextContent);
        Assert.Single(Opened);
        Assert.DoesNotContain("run=", _bench.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Empty(_run);
        await shown.Find("form").SubmitAsync();
        Assert.Equal(["usage"], _run);
    }

    [Fact]
    public void Nothing_opens_for_a_job_that_the_viewer_may_not_run()
    {
        Show("usage");
        Assert.Empty(Opened);
    }

    private IEnumerable<JSRuntimeInvocation> Opened => _bench.JSInterop.Invocations.Where(call => call.Identifier == "show");

    private static JobRow Job(string name, string title) => new(name, title, "genesys", "Daily", null, null, null);

    private IRenderedComponent<RunDialog> Show(string asked, params JobRow[] jobs)
    {
        _bench.Services.GetRequiredService<NavigationManager>().NavigateTo("jobs?run=" + asked);
        return _bench.Render<RunDialog>(set =>
            set.Add(dialog => dialog.Asked, asked).Add(dialog => dialog.Jobs, jobs).Add(dialog => dialog.OnRun, job => _run.Add(job.Job))
        );
    }
}
