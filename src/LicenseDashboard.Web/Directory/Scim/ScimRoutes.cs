using System.Globalization;
using System.Threading.RateLimiting;
using LicenseDashboard.Web.Api;
using Microsoft.AspNetCore.Diagnostics;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>The SCIM 2.0 server: authorization and routes.</summary>
internal static class ScimRoutes
{
    public const string Prefix = "/scim/v2";
    private const string Root = "/scim";
    private static readonly TokenRefusal _refusal = new((status, detail) => new ScimError(status, null, detail));

    public static IServiceCollection AddScim(this IServiceCollection services, ScimSettings settings) =>
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RateLimitPartition.GetTokenBucketLimiter(
                    CallerOf(context),
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = settings.RequestsPerSecond,
                        TokensPerPeriod = settings.RequestsPerSecond,
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                        QueueLimit = 0,
                        AutoReplenishment = true,
                    }
                )
            );
            options.OnRejected = async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
                    .ToString(CultureInfo.InvariantCulture);
                await ScimError.Of(StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
            };
        });

    /// <summary>Runs before routing, so that neither a route nor content negotiation answers unauthenticated callers.</summary>
    public static void UseScim(this IApplicationBuilder app) =>
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Root),
            scim =>
            {
                scim.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ExplainAsync });
                scim.UseStatusCodePages(context => ScimError.Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
                scim.Use(
                    (context, next) =>
                    {
                        context.Features.Set(_refusal);
                        return next(context);
                    }
                );
                scim.Use(next =>
                {
                    var guarded = new Lazy<RequestDelegate>(() => Guarded(scim.New(), next));
                    return context => guarded.Value(context);
                });
            }
        );

    /// <summary>Made with the first request: rate limiters wake up twenty times a second, used or not.</summary>
    private static RequestDelegate Guarded(IApplicationBuilder scim, RequestDelegate next)
    {
        scim.UseRateLimiter();
        scim.UseMiddleware<TokenDoor>();
        scim.Run(next);
        return scim.Build();
    }

    public static void MapScim(this WebApplication app) => app.MapGroup(Prefix).MapUsers().MapGroups().MapDiscovery();

    /// <summary>Each token has its own rate limit; callers without one share that of their address.</summary>
    private static string CallerOf(HttpContext context) =>
        ApiTokenSignIn.SecretOf(context.Request) is { } secret
        && context.RequestServices.GetRequiredService<ApiTokens>().Find(secret)?.Identity?.Name is { } token
            ? token
            : "unknown:" + context.Connection.RemoteIpAddress;

    private static Task ExplainAsync(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad
            ? new ScimError(
                bad.StatusCode,
                bad.StatusCode == StatusCodes.Status400BadRequest ? "invalidSyntax" : null,
                bad.Message
            ).ExecuteAsync(context)
            : ScimError.Of(StatusCodes.Status500InternalServerError).ExecuteAsync(context);
}
