using Microsoft.AspNetCore.HostFiltering;

namespace LicenseDashboard.Web.Hosting;

/// <summary>
/// Accepts the live connection of the pages (<c>/_blazor</c>) only from our own pages. Browsers don't restrict WebSockets by origin, so
/// another site could open one with the visitor's cookies.
/// </summary>
internal static partial class CircuitDoor
{
    private const string Path = "/_blazor";

    public static void UseCircuitDoor(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (!context.Request.Path.StartsWithSegments(Path) || IsOurs(context.Request))
                {
                    return next(context);
                }

                Refused(
                    context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CircuitDoor)),
                    OriginOf(context.Request)
                );
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
        );

    /// <summary>A request without a host has no valid origin: 400, also in HTTP/1.0.</summary>
    public static void AddHostDoor(this IServiceCollection services) =>
        services.Configure<HostFilteringOptions>(options => options.AllowEmptyHosts = false);

    /// <summary>
    /// Browsers send the origin with every WebSocket and every request other than GET; a plain GET from our own pages has none.
    /// </summary>
    private static bool IsOurs(HttpRequest request) =>
        request.Headers.Origin switch
        {
            [] => HttpMethods.IsGet(request.Method)
                && !request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase),
            [{ } origin] => string.Equals(origin, OriginOf(request), StringComparison.OrdinalIgnoreCase),
            _ => false,
        };

    private static string OriginOf(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    [LoggerMessage(
        9201,
        LogLevel.Warning,
        "A live connection from another origin was refused; this program's is {Own}. If people use another address, set Proxy__Trusted"
    )]
    private static partial void Refused(ILogger logger, string own);
}
