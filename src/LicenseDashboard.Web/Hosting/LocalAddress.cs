namespace LicenseDashboard.Web.Hosting;

/// <summary>Validates redirect targets: only addresses of this program that no browser can interpret otherwise.</summary>
internal static class LocalAddress
{
    /// <summary>
    /// The address with path and query, or the start page for anything else: another host, a scheme, control characters (browsers drop
    /// them, so <c>/\t/host</c> would leave the site).
    /// </summary>
    public static string Of(string? address) =>
        address is ['/', .. var rest] && rest is not ['/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

    /// <summary>A page with the query of this request, or without it if the query contains invalid characters.</summary>
    public static IResult Redirect(string page, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var address = page + context.Request.QueryString;
        return Results.LocalRedirect(Of(address) == address ? address : page);
    }
}
