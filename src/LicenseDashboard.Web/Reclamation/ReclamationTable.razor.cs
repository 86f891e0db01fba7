using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Reclamation;

public sealed partial class ReclamationTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ReclamationRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required ReclamationQuery Query { get; set; }

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

    private IEnumerable<(string Field, string Title, string Class)> Columns =>
        Query.IsRecent
            ?
            [
                ("name", "Name", "name"),
                ("currentSkus", "Tier", "tier"),
                ("lastSeenOn", "Inactive", "seen"),
                ("status", "Result", "step"),
                ("changedAt", "When", "due"),
                ("listMonthlySaving", "Monthly savings", "num"),
                ("cashMonthlySaving", "Cash savings", "cash"),
            ]
            :
            [
                ("name", "Name", "name"),
                ("currentSkus", "Tier", "tier"),
                ("lastSeenOn", "Inactive", "seen"),
                ("step", "Step", "step"),
                ("dueOn", "Due", "due"),
                ("listMonthlySaving", "Monthly savings", "num"),
                ("cashMonthlySaving", "Cash savings", "cash"),
            ];

    /// <summary>Somebody who may decide none of these rows is shown no boxes and no empty column.</summary>
    private bool Selects => !Query.IsRecent && Selectable.Any();

    private bool Acts => Rows.Any(row => row.MayDecide || row.MayUndo || row.MayRestore);

    protected override ReadingList List => ReclamationQuery.List;

    private IReadOnlyList<(string Key, string Title)> Hideable =>
        [("tier", "Tier"), ("seen", "Inactive"), ("due", Query.IsRecent ? "When" : "Due"), ("cash", "Cash savings")];

    protected override string Sort => Query.Sort;

    protected override IEnumerable<ReclamationRow> Selectable => Rows.Where(row => row.MayDecide);

    protected override IEnumerable<string> Names => Rows.Select(row => row.Name);

    protected override Guid IdOf(ReclamationRow row) => row.Id;
}
