using Bunit;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Settings;
using LicenseDashboard.Web.Ui.Fields;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Settings;

public sealed class PolicyDialogTests : IDisposable
{
    private static readonly Uri _root = new("https://licenses.example.com");
    private static readonly PolicyRow _row = new("genesys", 0, null, 0, ReclamationTerms.Default, false, null, 0, null, 0, "", null);
    private static readonly ComingRun _next = new(Bench.Today.AddDays(1).ToDateTime(new TimeOnly(5, 0), DateTimeKind.Utc), null);
    private readonly BunitContext _bench = Bench.Open();
    private readonly List<ReclamationTerms> _saved = [];
    private readonly List<(ReclamationTerms Terms, CancellationToken Cancelled)> _asked = [];
    private readonly SemaphoreSlim _heard = new(0);
    private TaskCompletionSource? _hold;
    private Refusal? _refusal;

    public void Dispose()
    {
        _bench.Dispose();
        _heard.Dispose();
    }

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
            Under(shown, "Who makes the change"),
            StringComparison.Ordinal
        );
        Assert.Empty(_saved);
    }

    [Fact]
    public async Task Number_that_can_not_be_is_said_under_its_field()
    {
        var shown = await OpenAsync(IdentityRequestRoute.None, ReclamationTerms.Default with { GraceDays = 0 });
        await shown.Find("form").SubmitAsync();
        Assert.Contains("Grace period must be between 1 and", Under(shown, "Grace period, in days"), StringComparison.Ordinal);
        Assert.Empty(_saved);
    }

    [Fact]
    public async Task Number_is_taken_as_typed_and_refused_when_it_is_too_small()
    {
        var shown = await OpenAsync(IdentityRequestRoute.None);
        await shown.Find("input").InputAsync(new ChangeEventArgs { Value = "6" });
        Assert.Equal("6", shown.Find("input").GetAttribute("value"));
        await shown.Find("form").SubmitAsync();
        Assert.Contains("Days inactive must be between 7 and", Under(shown, "Days inactive"), StringComparison.Ordinal);
        Assert.Empty(_saved);
    }

    private static string Under(IRenderedComponent<PolicyDialog> shown, string label) =>
        shown
            .FindAll(".mud-input-control")
            .First(field => field.QuerySelector("label")?.TextContent.Trim() == label)
            .QuerySelector(".mud-input-control-helper-container")!
            .TextContent;

    [Fact]
    public async Task Edited_days_say_what_they_would_do_and_for_whom()
    {
        var shown = await OpenAsync(IdentityRequestRoute.None);
        shown.WaitForAssertion(() => Says(shown, "45 days: 15 licenses, $2,250 a month, the same as under the current policy."));
        await shown.Find("input").InputAsync(new ChangeEventArgs { Value = "60" });
        shown.WaitForAssertion(() => Says(shown, "60 days: 9 instead of 15 licenses, $1,350 instead of $2,250 a month."));
        var people = shown.Find(".effect details");
        Assert.Contains("6 people no longer listed", people.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ana Okafor", people.TextContent, StringComparison.Ordinal);
        Assert.Contains("Lists update with the next run, Nov 23, 5:00 AM.", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_to_older_input_is_cancelled_and_never_shown()
    {
        var shown = await OpenAsync(IdentityRequestRoute.None);
        shown.WaitForAssertion(() => Says(shown, "45 days"));
        _hold = new TaskCompletionSource();
        await shown.Find("input").InputAsync(new ChangeEventArgs { Value = "50" });
        await HeardAsync(50);
        await shown.Find("input").InputAsync(new ChangeEventArgs { Value = "60" });
        await HeardAsync(60);
        Assert.True(_asked[^2].Cancelled.IsCancellationRequested);
        _hold.SetResult();
        shown.WaitForAssertion(() => Says(shown, "60 days"));
        Assert.DoesNotContain("50 days:", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terms_that_can_not_be_set_say_so_where_the_effect_would_stand()
    {
        var shown = await OpenAsync(IdentityRequestRoute.None);
        _refusal = Refusal.Invalid("days must be between 7 and 365; it is 3.", "days");
        await shown.Find("input").InputAsync(new ChangeEventArgs { Value = "8" });
        shown.WaitForAssertion(() => Says(shown, "Days inactive must be between 7 and 365"));
    }

    private async Task HeardAsync(int days)
    {
        do
        {
            Assert.True(await _heard.WaitAsync(TimeSpan.FromSeconds(30)), $"{days} days were not asked about");
        } while (_asked[^1].Terms.Days != days);
    }

    private static void Says(IRenderedComponent<PolicyDialog> shown, string words) =>
        Assert.Contains(words, shown.Find(".effect").TextContent, StringComparison.Ordinal);

    private async Task<Outcome<PolicyPreview>> PreviewAsync(PolicyRow policy, ReclamationTerms terms, CancellationToken ct)
    {
        _asked.Add((terms, ct));
        _heard.Release();
        if (_hold is { } hold)
        {
            await hold.Task;
        }

        if (_refusal is { } refusal)
        {
            return refusal;
        }

        var licenses = terms.Days == 60 ? 9 : 15;
        return new PolicyPreview(
            new PreviewSide(15, Money.Of(2250, "USD"), 0),
            new PreviewSide(licenses, Money.Of(licenses * 150, "USD"), 0),
            [],
            [
                .. Enumerable
                    .Range(0, 15 - licenses)
                    .Select(n => new PreviewPerson(n == 0 ? "Ana Okafor" : $"Person {n}", null, null, null, Money.Of(150, "USD"))),
            ],
            null,
            null
        );
    }

    private static Task ChooseProviderAsync(IRenderedComponent<PolicyDialog> shown)
    {
        var who = shown.FindComponent<SelectInput<ReleasedBy>>();
        return shown.InvokeAsync(() => who.Instance.ValueChanged.InvokeAsync(ReleasedBy.IdentityProvider));
    }

    private async Task<IRenderedComponent<PolicyDialog>> OpenAsync(IdentityRequestRoute route, ReclamationTerms? terms = null)
    {
        _bench.Services.AddSingleton(route);
        var shown = _bench.Render<PolicyDialog>(set =>
            set.Add(dialog => dialog.OnSave, saved => _saved.Add(saved.Terms)).Add(dialog => dialog.Preview, PreviewAsync)
        );
        await shown.InvokeAsync(() => shown.Instance.OpenAsync(_row with { Terms = terms ?? _row.Terms }, _next));
        return shown;
    }
}
