using Microsoft.JSInterop;

namespace LicenseDashboard.Web.Ui.Lists;

/// <summary>
/// The viewer's choices for all lists. Each is a cookie, so that the server paints the chosen view at once and the browser keeps it.
/// </summary>
internal sealed class ListViews(IJSRuntime js)
{
    private const string CookieOf = "list-";
    private readonly Dictionary<string, ListView> _views = new(StringComparer.Ordinal);

    /// <summary>The kept views as one text, in which the page hands them from its request to its circuit.</summary>
    public static string Kept(IEnumerable<KeyValuePair<string, string>> cookies) =>
        string.Join(
            ' ',
            cookies
                .Where(each => each.Key.StartsWith(CookieOf, StringComparison.Ordinal))
                .Select(each => (Key: each.Key[CookieOf.Length..], ListView.Of(each.Value).Text))
                .Where(each => each.Key.Length is > 0 and <= 40 && each.Text.Length > 0)
                .Take(40)
                .Select(each => each.Key + "=" + each.Text)
        );

    public void Use(string? kept)
    {
        foreach (var each in (kept ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (each.Split('=') is [var key, var text])
            {
                _views[key] = ListView.Of(text);
            }
        }
    }

    public ListView Of(ReadingList list) => _views.GetValueOrDefault(list.Key, ListView.Standard);

    /// <summary>Rows of a page.</summary>
    public int RowsOf(ReadingList list) => Of(list).Rows ?? list.Rows;

    public async Task KeepAsync(ReadingList list, ListView view)
    {
        _views[list.Key] = view;
        await using var script = await js.InvokeAsync<IJSObjectReference>("import", "./js/frame.js");
        await script.InvokeVoidAsync("keepView", CookieOf + list.Key, view.Text);
    }
}
