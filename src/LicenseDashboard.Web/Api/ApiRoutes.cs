using LicenseDashboard.Core.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;

namespace LicenseDashboard.Web.Api;

/// <summary>What all endpoints of the API share: authorization and its description.</summary>
internal static class ApiRoutes
{
    public const string Prefix = "/api";

    /// <summary>Sets who may call it. An endpoint without a scope refuses every request.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, ApiScope scope)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .WithMetadata(scope)
            .RequireAuthorization(
                new AuthorizationPolicyBuilder(ApiTokenSignIn.SchemeName)
                    .RequireAuthenticatedUser()
                    .RequireRole(scope.Role.ToString())
                    .Build()
            );

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params IEnumerable<QueryField> fields) =>
        endpoint.WithMetadata(new TakesQuery([.. fields]));

    /// <summary>A page of rows, with the parameters common to all lists.</summary>
    public static RouteHandlerBuilder Lists<T>(
        this RouteHandlerBuilder endpoint,
        QueryField platform,
        params IEnumerable<QueryField> fields
    ) =>
        endpoint
            .Needs(ApiScope.Read)
            .Takes([QueryField.Page, QueryField.After, QueryField.PageSize, platform, .. fields])
            .Produces<PageOf<T>>();

    /// <summary>Runs before routing, so that neither a route constraint nor content negotiation answers unauthenticated callers.</summary>
    public static void UseApi(this IApplicationBuilder app) =>
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Prefix),
            api =>
            {
                api.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ExplainAsync });
                api.UseStatusCodePages(context =>
                    ProblemAnswer.Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext)
                );
                api.UseMiddleware<TokenDoor>();
            }
        );

    private static Task ExplainAsync(HttpContext context)
    {
        var bad = context.Features.Get<IExceptionHandlerFeature>()?.Error as BadHttpRequestException;
        return (
            bad is null
                ? ProblemAnswer.Of(StatusCodes.Status500InternalServerError)
                : ProblemAnswer.Of(bad.StatusCode) with
                {
                    Code = Refusal.Invalid("").Code,
                    Detail = bad.Message,
                }
        ).ExecuteAsync(context);
    }
}
