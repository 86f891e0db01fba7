using Microsoft.AspNetCore.WebUtilities;

namespace LicenseDashboard.Web.Layout;

/// <summary>The platform in the address, kept from page to page. None means all.</summary>
internal static class PlatformInAddress
{
    public const string Name = "platform";

    public static string? Of(string uri) =>
        QueryHelpers.ParseQuery(new Uri(uri).Query).TryGetValue(Name, out var value) && value.ToString() is { Length: > 0 } key
            ? key
            : null;

    public static string With(string href, string? platform) => platform is null ? href : QueryHelpers.AddQueryString(href, Name, platform);
}
