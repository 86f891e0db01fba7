using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Platforms;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Recommendations;

public sealed partial class DowngradePanel
{
    private RecommendationDetails? _details;
    private IReadOnlyList<RemediationRow> _remediations = [];
    private int _read = -1;
    private bool _missing;
    private string? _problem;

    [Parameter, EditorRequired]
    public required Guid Id { get; set; }

    /// <summary>Incremented on changes, so that the panel reads again.</summary>
    [Parameter]
    public int Version { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback<RecommendationRow> OnApprove { get; set; }

    [Parameter]
    public EventCallback<RecommendationRow> OnReject { get; set; }

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
        var viewer = await Viewers.GetAsync();
        var id = new RecommendationId(Id);
        _details = await Detail.RunAsync(viewer, id, CancellationToken.None);
        _missing = _details is null;
        var found = await Remediations.RunAsync(viewer, new RemediationFilter { Recommendation = id }, Page.First, CancellationToken.None);
        _remediations = found.Refusal is null ? found.Value.Items : [];
    }

    private async Task RestoreAsync(RemediationRow remediation)
    {
        var restored = await Restore.RunAsync(await Viewers.GetAsync(), new RemediationId(remediation.Id), null, CancellationToken.None);
        _problem = restored.Refusal?.Message;
        await ReadAsync();
    }

    private static string Price(Evidence evidence) =>
        evidence switch
        {
            { AssumedPrice: true } => "list price (estimated)",
            { ContractedPrice: true } => "list price; recommendation based on contract prices",
            _ => "list price",
        };

    private static string Standing(RecommendationRow row) =>
        row switch
        {
            { StatusNote.Length: > 0 } => VendorWords.OfChange(row.StatusNote),
            { RestoredByName: { Length: > 0 } who, SuppressedUntil: { } day } =>
                $"by {who}; can be recommended again from {day:yyyy-MM-dd}",
            { DecidedByName: { Length: > 0 } who, SuppressedUntil: { } day } => $"by {who}; can be recommended again from {day:yyyy-MM-dd}",
            { DecidedByName: { Length: > 0 } who } => "by " + who,
            _ => "",
        };

    /// <summary>What keeps it from being ready, and notes about the data for administrators.</summary>
    private static List<string> Notes(RecommendationDetails details)
    {
        List<string> notes =
        [
            .. details.Evidence.LaneReasons.Select(reason => Sentence(reason.Words)),
            .. details.Evidence.DataNotes.Select(Sentence),
        ];
        var note = Sentence(details.Row.LaneNote);
        return
            note.Length == 0
            || notes.Exists(each =>
                each.Equals(note, StringComparison.OrdinalIgnoreCase) || note.Contains(each, StringComparison.OrdinalIgnoreCase)
            )
            ? notes
            : [note, .. notes];
    }

    private static string Sentence(string words) => words.Length == 0 ? "" : string.Concat(words[..1].ToUpperInvariant(), words[1..]);
}
