namespace LicenseDashboard.Web.Hosting;

/// <summary>Where somebody may be sent on our word: an address of this program and nothing that a browser could read as another.</summary>
internal static class LocalAddress
{
    /// <summary>
    /// The address with path and query, or the start page for anything else: another host, a scheme, control characters (browsers drop
    /// them, so <c>/\t/host</c> would leave).
    /// </summary>
    public static string Of(string? address) =>
        address is ['/', .. var rest] && rest is not ['/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

    /// <summary>A page with the query of this request; without the query where it holds what no address may.</summary>
    public static IResult Redirect(string page, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var address = page + context.Request.QueryString;
        return Results.LocalRedirect(Of(address) == address ? address : page);
    }
}
