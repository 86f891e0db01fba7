using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Reclamation;

public sealed partial class ReclamationTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ReclamationRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required ReclamationQuery Query { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<SignalKnown> Known { get; set; }

    [Parameter, EditorRequired]
    public required HashSet<Guid> Selected { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>A single row without sorting and selection.</summary>
    [Parameter]
    public bool Alone { get; set; }

    [Parameter]
    public EventCallback<ReclamationQuery> OnQuery { get; set; }

    [Parameter]
    public EventCallback<ReclamationRow> OnKeep { get; set; }

    [Parameter]
    public EventCallback<ReclamationRow> OnReclaim { get; set; }

    [Parameter]
    public EventCallback<ReclamationRow> OnUndo { get; set; }

    [Parameter]
    public EventCallback<ReclamationRow> OnRestore { get; set; }

    [Parameter]
    public EventCallback<ReclamationRow> OnAllow { get; set; }

    [Parameter]
    public EventCallback OnSelected { get; set; }

    private IEnumerable<(string Field, string Title, string Class)> Columns =>
        Query.IsRecent
            ?
            [
                ("name", "Name", "name"),
                ("currentSkus", "Tier", "tier"),
                ("lastSeenOn", "Inactive", "seen"),
                ("status", "What became of it", "step"),
                ("changedAt", "When", "due"),
                ("listMonthlySaving", "Monthly Savings", "num"),
            ]
            :
            [
                ("name", "Name", "name"),
                ("currentSkus", "Tier", "tier"),
                ("lastSeenOn", "Inactive", "seen"),
                ("step", "Step", "step"),
                ("dueOn", "Due", "due"),
                ("listMonthlySaving", "Monthly Savings", "num"),
            ];

    /// <summary>Checkboxes are shown only to viewers who may decide at least one row.</summary>
    private bool Selects => !Query.IsRecent && !Alone && Selectable.Any();

    private bool Acts => Rows.Any(row => row.MayDecide || row.MayAllow || row.MayUndo || row.MayRestore);

    private IEnumerable<Guid> Selectable => Rows.Where(row => row.MayDecide).Select(row => row.Id);

    private bool AllSelected => Selectable.Any() && Selectable.All(Selected.Contains);

    /// <summary>All signals by name; one without known activity is unknown, not "never".</summary>
    private IEnumerable<string> Signs(ReclamationRow row) =>
        Enum.GetValues<SignOfLife>()
            .Select(sign =>
            {
                var days = row.Seen.Where(each => each.Sign == sign).Select(each => DayText.Of(each.On, Clock.Today));
                return $"{ReclamationWords.Of(sign)} {days.FirstOrDefault() ?? "unknown"}";
            });

    /// <summary>Typed reasons are shown unchanged.</summary>
    private string Story(ReclamationRow row) =>
        ReclamationWords.Story(row) is var story && story == row.Justification ? story : DayText.Within(story, Clock.Today);

    private string Direction(string field) =>
        Query.Sort == field ? "ascending"
        : Query.Sort == "-" + field ? "descending"
        : "none";

    private string Arrow(string field) =>
        Query.Sort == field ? " ↑"
        : Query.Sort == "-" + field ? " ↓"
        : "";

    private Task Select(Guid id, bool on)
    {
        _ = on ? Selected.Add(id) : Selected.Remove(id);
        return OnSelected.InvokeAsync();
    }

    private Task SelectAll(ChangeEventArgs change)
    {
        foreach (var id in Selectable.ToList())
        {
            _ = change.Value is true ? Selected.Add(id) : Selected.Remove(id);
        }

        return OnSelected.InvokeAsync();
    }
}
