using Microsoft.AspNetCore.HostFiltering;

namespace LicenseDashboard.Web.Hosting;

/// <summary>
/// The live connection of the pages (<c>/_blazor</c>) opens for our own pages only. A WebSocket is outside what browsers keep apart by
/// origin: another site could open one with the visitor's cookies.
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

    /// <summary>A request that names no host belongs to no origin: 400, in HTTP/1.0 too.</summary>
    public static void AddHostDoor(this IServiceCollection services) =>
        services.Configure<HostFilteringOptions>(options => options.AllowEmptyHosts = false);

    /// <summary>
    /// Browsers name the origin of every WebSocket and of every request that isn't GET; a plain GET of our own pages names none.
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
