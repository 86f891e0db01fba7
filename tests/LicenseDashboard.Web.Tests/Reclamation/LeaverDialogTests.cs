using Bunit;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Web.Reclamation;
using Xunit;

namespace LicenseDashboard.Web.Tests.Reclamation;

public sealed class LeaverDialogTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Reason_that_can_not_be_kept_is_said_beside_its_field_and_nobody_is_dismissed()
    {
        List<string?> sent = [];
        var dialog = _bench.Render<LeaverDialog>(set => set.Add(d => d.OnDismissAll, why => sent.Add(why)));
        await dialog.InvokeAsync(() => dialog.Instance.OpenAsync(null, release: false, 2));
        await dialog.Find("textarea").InputAsync(new string('x', Justification.MaxLength + 1));
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("shorten it", dialog.Find(".mud-input-control-helper-container").TextContent, StringComparison.Ordinal);
        Assert.Empty(sent);

        await dialog.Find("textarea").InputAsync("The sync had failed.");
        await dialog.Find("form").SubmitAsync();
        Assert.Equal(["The sync had failed."], sent);
    }
}
