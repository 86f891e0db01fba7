using LicenseDashboard.Application.People;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.People;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace LicenseDashboard.Web.Search;

/// <summary>Searches as you type and opens the chosen result.</summary>
public sealed partial class SearchBar
{
    private readonly CancellationTokenSource _end = new();
    private CancellationTokenSource? _asked;
    private string _text = "";
    private IReadOnlyList<SearchPlace> _places = [];
    private PagedResult<SeatHolder>? _people;
    private int _at = -1;
    private bool _open;
    private bool _focused;
    private int _visits;

    [CascadingParameter]
    private FrameState Frame { get; set; } = null!;

    private IReadOnlyList<SeatHolder> People => _people?.Items ?? [];

    /// <summary>People come first.</summary>
    private int Count => People.Count + _places.Count;

    private bool IsOpen => _open && _focused && Count > 0;

    public void Dispose()
    {
        _asked?.Cancel();
        _asked?.Dispose();
        _end.Cancel();
        _end.Dispose();
    }

    // One question for a word, not for each letter.
    private Task TypeAsync() => FindAsync(TimeSpan.FromMilliseconds(150));

    private async Task FindAsync(TimeSpan rest)
    {
        if (_asked is not null)
        {
            await _asked.CancelAsync();
            _asked.Dispose();
        }

        _asked = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        try
        {
            var asked = _asked.Token;
            await Task.Delay(rest, asked);
            await Imports.StartAsync();
            var places = await Data.PlacesAsync(_text, asked);
            var people = await Data.PeopleAsync(_text, PlatformInAddress.Of(Navigator.Uri), asked);
            asked.ThrowIfCancellationRequested();
            (_places, _people, _open) = (places, people, true);
            _at = Count > 0 ? 0 : -1;
        }
        catch (OperationCanceledException)
        {
            // Another letter came, or the tab was closed.
        }
    }

    private async Task KeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" when !_open:
                await FindAsync(TimeSpan.Zero);
                break;
            case "ArrowDown":
                _at = Math.Min(_at + 1, Count - 1);
                break;
            case "ArrowUp":
                _at = Math.Max(_at - 1, Math.Min(0, Count - 1));
                break;
            case "Escape":
                Close();
                break;
            case "Enter" when _open && _at >= 0 && _at < Count:
                await GoAsync(_at);
                break;
        }
    }

    private async Task GoAsync(int at)
    {
        var place = at < People.Count ? null : _places[at - People.Count];
        var target = place is null ? Target(People[at]) : Href(place);
        Close();
        await Script.BlurAsync("search");
        if (place?.Theme is { } theme)
        {
            Frame.Theme = theme;
            await Script.ChooseThemeAsync(theme);
        }
        else
        {
            Navigator.NavigateTo(target!, forceLoad: place is { IsFile: true });
        }
    }

    private void Enter()
    {
        _focused = true;
        _visits++;
    }

    private async Task LeaveAsync()
    {
        var left = _visits;
        await Task.Delay(200); // a click on a hit takes the focus first
        if (left == _visits)
        {
            _focused = false;
            _open = false;
        }
    }

    /// <summary>An answer that is still on its way would open the list again.</summary>
    private void Close()
    {
        _asked?.Cancel();
        (_text, _places, _people, _at, _open) = (_open ? "" : _text, [], null, -1, false);
    }

    private string? Href(SearchPlace place) =>
        place.Href is { } href ? PlatformInAddress.With(href, PlatformInAddress.Of(Navigator.Uri)) : null;

    private string Target(SeatHolder person) =>
        PlatformInAddress.With(
            PersonWords.RowOf(person) ?? $"people?text={Uri.EscapeDataString(person.Email ?? person.Name)}",
            PlatformInAddress.Of(Navigator.Uri)
        );

    private string Said =>
        _people switch
        {
            null when Count == 0 => "Type at least 2 letters of a name, or part of a page’s name.",
            { Total: 0 } when Count == 0 => "No matching person or page.",
            { Total: 0 } => $"{Places} No matching people.",
            { } people when people.Total > people.Items.Count =>
                $"{people.Items.Count} of {people.Total} people. Type more of the name to narrow the list. {Places}".TrimEnd(),
            { } people => $"{NumberText.Of(people.Total, "person", "people")}. {Places}".TrimEnd(),
            null => Places,
        };

    private string Places => _places.Count == 0 ? "" : $"{NumberText.Of(_places.Count, "page or action", "pages and actions")}.";
}
