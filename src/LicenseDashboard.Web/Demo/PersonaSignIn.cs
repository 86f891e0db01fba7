using System.Text.Encodings.Web;
using LicenseDashboard.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Demo;

/// <summary>
/// Signs in as the persona in the cookie, otherwise as the first. The demo has nothing to protect: anybody on this machine may use any of
/// them.
/// </summary>
internal sealed class PersonaSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public const string SchemeName = "persona";
    public const string ChoosePath = "/demo/persona";
    private const string CookieName = "persona";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var persona = Persona.Find(Request.Cookies[CookieName]);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(persona.SignIn(SchemeName), SchemeName)));
    }

    public static void MapChoice(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapPost(
                ChoosePath,
                async (HttpContext context, IAntiforgery antiforgery) =>
                {
                    // A form opened as another persona is outdated, too: its token is bound to the earlier sign-in.
                    if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
                    {
                        return Results.LocalRedirect("/status/400");
                    }

                    var form = await context.Request.ReadFormAsync(context.RequestAborted);
                    if (Persona.All.FirstOrDefault(each => each.Key == form["persona"]) is not { } persona)
                    {
                        return Results.LocalRedirect("/status/400");
                    }

                    context.Response.Cookies.Append(
                        CookieName,
                        persona.Key,
                        new CookieOptions
                        {
                            HttpOnly = true,
                            SameSite = SameSiteMode.Lax,
                            Secure = context.Request.IsHttps,
                            Path = "/",
                            MaxAge = TimeSpan.FromDays(30),
                        }
                    );
                    return Results.LocalRedirect(LocalAddress.Of(form["returnUrl"]));
                }
            )
            .DisableAntiforgery();
}
