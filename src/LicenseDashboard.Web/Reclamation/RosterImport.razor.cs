using LicenseDashboard.Application.Reclamation.Roster;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace LicenseDashboard.Web.Reclamation;

/// <summary>Shows what a file of the HR roster would change, and applies exactly that.</summary>
public sealed partial class RosterImport
{
    private const int MaxShown = 300;
    private Dialog? _dialog;
    private ReadOnlyMemory<byte> _file;
    private string _name = "";
    private RosterPreview? _preview;
    private string? _refused;
    private string _done = "";
    private int _step;
    private int _opened;
    private bool _busy;

    [Parameter]
    public EventCallback<string> OnApplied { get; set; }

    public async Task OpenAsync()
    {
        Again();
        StateHasChanged();
        await _dialog!.ShowAsync();
    }

    /// <summary>What follows at once, what later, and what not at all.</summary>
    internal static string Forecast(RosterPreview preview)
    {
        var (now, later) = (preview.Count(RosterAction.Leaves), preview.Count(RosterAction.LeavesLater));
        var first =
            now == 0
                ? "No one leaves now."
                : $"{NumberText.Of(now, "person leaves", "people leave")} now; their licenses are released right after you apply.";
        return first + (later == 0 ? "" : $" {NumberText.Of(later, "person leaves", "people leave")} later, after the last day.");
    }

    private static string Who(RosterLine line) =>
        line.Name.Length > 0 ? line.Name
        : line.Email.Length > 0 ? line.Email
        : line.EmployeeId;

    private static int Changes(RosterPreview preview) => preview.Lines.Count(line => Rank(line.Action) == 1);

    private static IEnumerable<RosterLine> Shown(RosterPreview preview) =>
        preview.Lines.OrderBy(line => Rank(line.Action)).ThenBy(line => line.Line).Take(MaxShown);

    /// <summary>Problems first, then changes, then lines that change nothing.</summary>
    private static int Rank(RosterAction action) =>
        action switch
        {
            RosterAction.Problem => 0,
            RosterAction.Nothing => 2,
            _ => 1,
        };

    private void Again() => (_step, _file, _preview, _refused, _opened) = (0, default, null, null, _opened + 1);

    private async Task ChooseAsync(IBrowserFile file)
    {
        _refused = null;
        using var buffer = new MemoryStream();
        await using (var stream = file.OpenReadStream(PreviewRoster.MaxBytes))
        {
            await stream.CopyToAsync(buffer);
        }

        (_file, _name) = (buffer.ToArray(), file.Name);
        var preview = await Data.PreviewAsync(_file, CancellationToken.None);
        _refused = preview.Refusal?.Message;
        (_preview, _step) = preview.Refusal is null ? (preview.Value, 1) : (null, 0);
    }

    private async Task ApplyAsync()
    {
        if (_busy || _step != 1 || Changes(_preview!) == 0)
        {
            return;
        }

        _busy = true;
        try
        {
            var applied = await Data.ApplyAsync(_file, _preview!.Digest, _name, CancellationToken.None);
            _refused = applied.Refusal?.Message;
            if (applied.Refusal is null)
            {
                (_step, _done) = (2, NumberText.Of(Changes(applied.Value), "line", "lines") + " applied.");
                await OnApplied.InvokeAsync(_done);
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
