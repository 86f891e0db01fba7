using Microsoft.AspNetCore.Authentication;

namespace LicenseDashboard.Web.Api;

/// <summary>Refuses callers without a token before anything else is revealed.</summary>
internal sealed class TokenDoor(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var signedIn = await context.AuthenticateAsync(ApiTokenSignIn.SchemeName);
        if (!signedIn.Succeeded)
        {
            await context.ChallengeAsync(ApiTokenSignIn.SchemeName);
            return;
        }

        await next(context);
    }
}
