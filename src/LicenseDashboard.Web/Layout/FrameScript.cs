using Microsoft.JSInterop;

namespace LicenseDashboard.Web.Layout;

/// <summary>The frame's interface to the browser (<c>js/frame.js</c>).</summary>
internal sealed class FrameScript(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    public async Task ChooseThemeAsync(string theme) => await (await ModuleAsync()).InvokeVoidAsync("chooseTheme", theme);

    public async Task FoldRailAsync(bool folded) => await (await ModuleAsync()).InvokeVoidAsync("foldRail", folded);

    public async Task<string> TimeZoneAsync() => await (await ModuleAsync()).InvokeAsync<string>("timeZone");

    public async Task ReplaceAddressAsync(string address) => await (await ModuleAsync()).InvokeVoidAsync("replaceAddress", address);

    /// <summary>Sends a form of the page, with a value put into one of its fields.</summary>
    public async Task SubmitAsync(string form, string field, string value) =>
        await (await ModuleAsync()).InvokeVoidAsync("submit", form, field, value);

    public async Task BlurAsync(string id) => await (await ModuleAsync()).InvokeVoidAsync("blur", id);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser disconnected first.
        }
    }

    private async Task<IJSObjectReference> ModuleAsync() => _module ??= await js.InvokeAsync<IJSObjectReference>("import", "./js/frame.js");
}
