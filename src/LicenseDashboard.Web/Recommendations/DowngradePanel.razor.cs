using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Recommendations;

public sealed partial class DowngradePanel(CurrentViewer viewers, RecommendationDetail detail, RemediationList remediations, RestoreRemediation restore)
{
    private RecommendationDetails? _details;
    private IReadOnlyList<RemediationRow> _remediations = [];
    private int _read = -1;
    private bool _missing;
    private string? _problem;

    [Parameter, EditorRequired] public required Guid Id { get; set; }

    /// <summary>Grows when anything changed, so that the panel reads again.</summary>
    [Parameter] public int Version { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    [Parameter] public EventCallback<RecommendationRow> OnApprove { get; set; }

    [Parameter] public EventCallback<RecommendationRow> OnReject { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_read != Version)
        {
            _read = Version;
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        var viewer = await viewers.GetAsync();
        var id = new RecommendationId(Id);
        _details = await detail.RunAsync(viewer, id, CancellationToken.None);
        _missing = _details is null;
        var found = await remediations.RunAsync(viewer, new RemediationFilter { Recommendation = id }, Page.First, CancellationToken.None);
        _remediations = found.Refusal is null ? found.Value.Items : [];
    }

    private async Task RestoreAsync(RemediationRow remediation)
    {
        var restored = await restore.RunAsync(await viewers.GetAsync(), new RemediationId(remediation.Id), null, CancellationToken.None);
        _problem = restored.Refusal?.Message;
        await ReadAsync();
    }

    /// <summary><c>speech-analytics</c> as people say it.</summary>
    private static string Words(string feature) => string.Concat(feature[..1].ToUpperInvariant(), feature[1..].Replace('-', ' '));

    private static string LastUse(FeatureDetail feature) => feature switch
    {
        { State: FeatureState.Unknown } => feature.Why,
        { LastUsedOn: { } day } => $"last on {DayText.Of(day)}",
        { From: { } from, To: { } to } => $"none from {DayText.Of(from)} to {DayText.Of(to)}",
        _ => feature.Why,
    };
}
