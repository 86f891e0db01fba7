using System.Globalization;
using Bunit;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Settings;
using LicenseDashboard.Web.Ui.Fields;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Settings;

public sealed class PolicyDialogTests : IDisposable
{
    private static readonly Uri _root = new("https://licenses.example.com");
    private static readonly PolicyRow _row = new("genesys", 0, null, 0, ReclamationTerms.Default, false, null, 0, null, 0, "", null);
    private readonly BunitContext _bench = Bench.Open();
    private readonly List<ReclamationTerms> _saved = [];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Identity_provider_can_be_chosen_and_says_what_happens_then()
    {
        var shown = await OpenAsync(new IdentityRequestRoute(_root, Configured: true, HeldBecause: null));
        await ChooseProviderAsync(shown);
        Assert.Contains("It receives a signed request, for leavers too", shown.Markup, StringComparison.Ordinal);
        await shown.Find("form").SubmitAsync();
        Assert.Equal(ReclamationTerms.Default with { By = ReleasedBy.IdentityProvider }, Assert.Single(_saved));
    }

    [Fact]
    public async Task Dialog_says_when_the_lists_follow() =>
        Assert.Contains(
            "Reclamation follows on Nov 23, 5:00 AM, downgrades after the next import. Until then, the lists stay as they are.",
            (await OpenAsync(IdentityRequestRoute.None)).Markup,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(false, null, true, "Reclamation follows on 2026-11-23 05:00, downgrades after the next import.")]
    [InlineData(false, "Evaluate", true, "Reclamation follows after “Evaluate”, downgrades after the next import.")]
    [InlineData(true, null, true, "Reclamation follows with the run after the current one, downgrades after the next import.")]
    [InlineData(false, null, false, "The lists follow with the next run.")]
    public void Time_is_that_of_the_job_that_makes_the_rows(bool running, string? waitsFor, bool known, string words)
    {
        var at = new DateTime(2026, 11, 23, 5, 0, 0, DateTimeKind.Utc);
        var run = new JobRunRow(Guid.Empty, "reclamation", "genesys", null, true, at, null, RunStatus.Running, "", 0, 0, "", "");
        var job = new JobRow("reclamation", "Reclamation steps", "genesys", "Daily", at, running ? run : null, null)
        {
            WaitsFor = waitsFor,
        };
        Assert.Equal(words, PolicyWords.Follows(known ? job : null, utc => utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Demo_says_that_nothing_leaves()
    {
        var shown = await OpenAsync(new IdentityRequestRoute(_root, Configured: false, "demo: no request leaves"));
        await ChooseProviderAsync(shown);
        Assert.Contains("The demo sends no requests", shown.Markup, StringComparison.Ordinal);
        await shown.Find("form").SubmitAsync();
        Assert.Single(_saved);
    }

    [Fact]
    public async Task Provider_that_is_not_configured_is_told_before_anything_is_saved()
    {
        var shown = await OpenAsync(IdentityRequestRoute.None);
        await ChooseProviderAsync(shown);
        await shown.Find("form").SubmitAsync();
        Assert.Contains(
            "Set IdentityRequests__Url and IdentityRequests__Secret first",
            shown.Find("[role=alert]").TextContent,
            StringComparison.Ordinal
        );
        Assert.Empty(_saved);
    }

    private static Task ChooseProviderAsync(IRenderedComponent<PolicyDialog> shown)
    {
        var who = shown.FindComponent<SelectInput<ReleasedBy>>();
        return shown.InvokeAsync(() => who.Instance.ValueChanged.InvokeAsync(ReleasedBy.IdentityProvider));
    }

    private async Task<IRenderedComponent<PolicyDialog>> OpenAsync(IdentityRequestRoute route)
    {
        _bench.Services.AddSingleton(route);
        var shown = _bench.Render<PolicyDialog>(set => set.Add(dialog => dialog.OnSave, saved => _saved.Add(saved.Terms)));
        await shown.InvokeAsync(() =>
            shown.Instance.OpenAsync(_row, "Reclamation follows on Nov 23, 5:00 AM, downgrades after the next import.")
        );
        return shown;
    }
}
