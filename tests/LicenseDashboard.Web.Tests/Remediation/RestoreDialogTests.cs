using Bunit;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Remediation;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace LicenseDashboard.Web.Tests.Remediation;

public sealed class RestoreDialogTests : IDisposable
{
    private static readonly RemediationRow _row = new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        "p1",
        "Dana Ruiz",
        "dana@example.test",
        RemediationStatus.Verified,
        ["cloudCX3"],
        ["cloudCX1"],
        new DateTime(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc),
        null,
        null,
        "",
        false,
        null,
        false,
        true,
        false
    )
    {
        ListMonthlySaving = new Money(80_000_000, "USD"),
    };
    private readonly BunitContext _bench = Bench.Open();
    private readonly List<DateOnly?> _restored = [];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Day_is_typed_as_everywhere_and_goes_with_the_answer()
    {
        var dialog = await OpenAsync();
        await dialog.Find("input").ChangeAsync(new ChangeEventArgs { Value = "Dec 24" });
        await dialog.Find("form").SubmitAsync();
        Assert.Equal([new DateOnly(2026, 12, 24)], _restored);
    }

    [Fact]
    public async Task Day_that_has_passed_is_refused_under_its_field()
    {
        var dialog = await OpenAsync();
        await dialog.Find("input").ChangeAsync(new ChangeEventArgs { Value = "2026-11-20" });
        Assert.Equal("Choose Nov 23 or later.", dialog.Find(".mud-input-control-helper-container").TextContent.Trim());
        Assert.Equal("true", dialog.Find("input").GetAttribute("aria-invalid"));
    }

    private async Task<IRenderedComponent<RestoreDialog>> OpenAsync()
    {
        var dialog = _bench.Render<RestoreDialog>(set =>
            set.Add(each => each.OnRestore, ((RemediationRow Row, DateOnly? Until) answer) => _restored.Add(answer.Until))
        );
        await dialog.InvokeAsync(() => dialog.Instance.OpenAsync(_row, giveUp: false));
        return dialog;
    }
}
