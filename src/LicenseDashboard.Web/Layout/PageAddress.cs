using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Layout;

/// <summary>The address of the page that is shown; what a list shows is in its parameters.</summary>
internal sealed class PageAddress(NavigationManager navigator, FrameScript script)
{
    /// <summary>The address with these parameters; null takes one away.</summary>
    public string With(IReadOnlyDictionary<string, object?> parameters) => navigator.GetUriWithQueryParameters(parameters);

    /// <summary>The address of another place, such as an export, with these parameters.</summary>
    public string Of(string place, IReadOnlyDictionary<string, object?> parameters) =>
        navigator.GetUriWithQueryParameters(navigator.ToAbsoluteUri(place).ToString(), parameters);

    /// <summary>Another state of the page, which Back leaves again.</summary>
    public void Go(IReadOnlyDictionary<string, object?> parameters) => navigator.NavigateTo(With(parameters));

    /// <summary>
    /// Changes the address and nothing else. A navigation, even one that replaces the entry, scrolls to the top of the page.
    /// </summary>
    public Task ReplaceAsync(IReadOnlyDictionary<string, object?> parameters) => script.ReplaceAddressAsync(With(parameters));
}
