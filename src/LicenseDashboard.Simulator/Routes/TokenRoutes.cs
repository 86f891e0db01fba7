using System.Text;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

internal static class TokenRoutes
{
    public static void MapTokens(this IEndpointRouteBuilder routes, Simulation simulation)
    {
        routes
            .MapDelete(
                "/api/v2/tokens/{userId}",
                http =>
                {
                    var person = UserRoutes.Find(http, simulation);
                    simulation.Writer.Write(
                        new JournalEntry(simulation.Clock.Now, Gate.TokenOf(http).Client.Id, JournalEntry.LogOut, person.Id, [])
                    );
                    http.Response.StatusCode = 204;
                    return Task.CompletedTask;
                }
            )
            .Needs("oauth:token:delete");
        MapIssue(routes, simulation);
    }

    private static void MapIssue(IEndpointRouteBuilder routes, Simulation simulation) =>
        routes.MapPost(
            "/oauth/token",
            async http =>
            {
                if (!http.Request.HasFormContentType)
                {
                    throw new ApiError(415, "unsupported.media.type", "The body must be a form with grant_type=client_credentials.");
                }

                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                if (form["grant_type"] != "client_credentials")
                {
                    throw new ApiError(400, "unsupported_grant_type", "grant_type must be client_credentials.");
                }

                var (id, secret) = Credentials(http.Request.Headers.Authorization);
                var client =
                    simulation.Tokens.Find(id, secret)
                    ?? throw new ApiError(401, "bad.credentials", "client not found: the client id or its secret is wrong.");
                var token = simulation.Tokens.Issue(client);
                await Answer.JsonAsync(
                    http,
                    json =>
                    {
                        json.WriteStartObject();
                        json.WriteString("access_token", token.Value);
                        json.WriteString("token_type", "bearer");
                        json.WriteNumber("expires_in", (int)simulation.Options.TokenLifetime.TotalSeconds);
                        json.WriteEndObject();
                    }
                );
            }
        );

    private static (string Id, string Secret) Credentials(string? authorization)
    {
        const string Scheme = "Basic ";
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new ApiError(401, "authentication.required", "Client id and secret must come as Basic credentials.");
        }

        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(authorization[Scheme.Length..].Trim()));
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        }
        catch (FormatException)
        {
            throw new ApiError(401, "bad.credentials", "The Basic credentials are not base64.");
        }
    }
}
