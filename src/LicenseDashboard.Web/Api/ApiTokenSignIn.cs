using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Api;

/// <summary>Signs in with bearer tokens only; cookies don't work here.</summary>
internal sealed class ApiTokenSignIn(
    ApiTokens tokens,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public const string SchemeName = "api-token";
    private const string Bearer = "Bearer ";
    private const string Realm = "Bearer realm=\"LicenseDashboard\"";

    /// <summary>The secret in the header; null if it is not a bearer token.</summary>
    public static string? SecretOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : null;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(
            Request.Headers.Authorization switch
            {
                [] => AuthenticateResult.NoResult(),
                [_] when SecretOf(Request) is { } secret && tokens.Find(secret) is { } viewer => AuthenticateResult.Success(
                    new AuthenticationTicket(viewer, SchemeName)
                ),
                _ => AuthenticateResult.Fail("Unknown token."),
            }
        );

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var given = Request.Headers.Authorization.Count > 0;
        Response.Headers.WWWAuthenticate = given ? Realm + ", error=\"invalid_token\"" : Realm;
        return ExplainAsync(
            StatusCodes.Status401Unauthorized,
            "unauthorized",
            given
                ? "Unknown token. Send 'Authorization: Bearer <secret>' with a secret from Api__Tokens."
                : "Send 'Authorization: Bearer <secret>' with a secret from Api__Tokens. Cookies are not accepted."
        );
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var scope = Context.GetEndpoint()?.Metadata.GetMetadata<ApiScope>()?.Word ?? "";
        Response.Headers.WWWAuthenticate = $"{Realm}, error=\"insufficient_scope\", scope=\"{scope}\"";
        return ExplainAsync(
            StatusCodes.Status403Forbidden,
            "forbidden",
            $"This token lacks the scope '{scope}'. Add it to its Scopes, or use another token."
        );
    }

    /// <summary>Writes an error in the format of the called API.</summary>
    private Task ExplainAsync(int status, string code, string detail) =>
        (Context.Features.Get<TokenRefusal>()?.Answer(status, detail) ?? new ProblemAnswer(status, code, detail)).ExecuteAsync(Context);
}
