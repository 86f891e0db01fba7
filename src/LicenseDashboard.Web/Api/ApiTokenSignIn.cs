using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Api;

/// <summary>Bearer tokens, and nothing else: a cookie signs nobody in here.</summary>
internal sealed class ApiTokenSignIn(ApiTokens tokens, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public const string SchemeName = "api-token";
    private const string Bearer = "Bearer ";
    private const string Realm = "Bearer realm=\"LicenseDashboard\"";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers.Authorization switch
    {
        [] => AuthenticateResult.NoResult(),
        [{ } header] when header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && tokens.Find(header[Bearer.Length..].Trim()) is { } viewer =>
            AuthenticateResult.Success(new AuthenticationTicket(viewer, SchemeName)),
        _ => AuthenticateResult.Fail("Not a token of this program."),
    });

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var given = Request.Headers.Authorization.Count > 0;
        Response.Headers.WWWAuthenticate = given ? Realm + ", error=\"invalid_token\"" : Realm;
        return new ProblemAnswer(StatusCodes.Status401Unauthorized, "unauthorized", given
            ? "This token is not known here. Send 'Authorization: Bearer <secret>' with a secret from Api__Tokens."
            : "Send 'Authorization: Bearer <secret>' with a secret from Api__Tokens. Cookies don't count here.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var scope = Context.GetEndpoint()?.Metadata.GetMetadata<ApiScope>()?.Word ?? "";
        Response.Headers.WWWAuthenticate = $"{Realm}, error=\"insufficient_scope\", scope=\"{scope}\"";
        return new ProblemAnswer(StatusCodes.Status403Forbidden, "forbidden", $"This token lacks the scope '{scope}'. Add it to its Scopes, or use another token.").ExecuteAsync(Context);
    }
}
