using Bunit;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Reclamation;
using Xunit;

namespace LicenseDashboard.Web.Tests.Reclamation;

public sealed class ReclamationTableTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(false, "Restore", "Restore the seat of Ada Berg?", "gets exactly the roles back that it held")]
    [InlineData(true, "Recall", "Recall the request for Ada Berg?", "Tell them that the seat is needed")]
    public async Task What_taking_it_back_does_is_said_before_it_is_done(bool recallable, string verb, string title, string consequence)
    {
        var row = Row(recallable);
        var (recent, _) = ReclamationQuery.Read(ReclamationQuery.Recent, null, null, null, null, null, null, null, null);
        var table = _bench.Render<ReclamationTable>(set =>
            set.Add(t => t.Rows, [row]).Add(t => t.Query, recent).Add(t => t.Known, []).Add(t => t.Selected, [])
        );
        Assert.Equal(verb, table.Find($"button[aria-label='{verb} Ada Berg']").TextContent);

        var dialog = _bench.Render<SeatDialog>();
        await dialog.InvokeAsync(() => dialog.Instance.OpenAsync(SeatAnswer.Restore, [row]));
        Assert.Contains(title, dialog.Markup, StringComparison.Ordinal);
        Assert.Contains(consequence, dialog.Markup, StringComparison.Ordinal);
        Assert.Equal(verb, dialog.Find("button[type=submit]").TextContent);
    }

    private static ReclamationRow Row(bool recallable) =>
        new(
            Guid.CreateVersion7(),
            1,
            "genesys",
            Lane.Ready,
            "",
            RecommendationStatus.Approved,
            "",
            "p1",
            "Ada Berg",
            null,
            "Bo Lund",
            "North",
            ["cloudCX2"],
            new Money(115_000_000, "USD"),
            "",
            null,
            false,
            new DateOnly(2026, 11, 1),
            new DateOnly(2026, 11, 8),
            null,
            null,
            [],
            null,
            new DateTime(2026, 11, 9, 8, 0, 0, DateTimeKind.Utc),
            null,
            null,
            null,
            null,
            ReclamationOutcome.UnderWay,
            Guid.CreateVersion7(),
            recallable ? RemediationStatus.HandedOver : RemediationStatus.Verified,
            "",
            false,
            false,
            MayRestore: true,
            IsRecallable: recallable
        );
}
