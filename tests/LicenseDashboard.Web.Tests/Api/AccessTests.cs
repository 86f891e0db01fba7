using System.Net;
using System.Text;
using LicenseDashboard.Web.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class AccessTests(ApiProgram program)
{
    private const string AnyId = "0198a1c2-0000-7000-8000-000000000001";

    [Fact]
    public async Task Every_route_asks_who_calls_and_for_its_scope()
    {
        var routes = Routes();
        Assert.True(routes.Count >= 19, $"Only {routes.Count} routes.");
        foreach (var (method, path, scope) in routes)
        {
            using var anonymous = await program.SendAsync(method, path, token: null);
            await ApiProgram.ProblemAsync(anonymous, HttpStatusCode.Unauthorized);
            Assert.StartsWith("Bearer", Assert.Single(anonymous.Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);

            using var unknown = await program.SendAsync(method, path, "a-secret-that-nobody-configured");
            await ApiProgram.ProblemAsync(unknown, HttpStatusCode.Unauthorized);

            foreach (
                var (word, secret) in new[]
                {
                    ("read", ApiProgram.Read),
                    ("decide", ApiProgram.Decide),
                    ("operate", ApiProgram.Operate),
                }.Where(token => token.Item1 != scope)
            )
            {
                using var wrong = await program.SendAsync(method, path, secret);
                var problem = await ApiProgram.ProblemAsync(wrong, HttpStatusCode.Forbidden);
                Assert.True(
                    problem.GetProperty("detail").GetString()!.Contains($"'{scope}'", StringComparison.Ordinal),
                    $"{method} {path} with {word}"
                );
            }
        }
    }

    [Theory]
    [
        InlineData("GET", "/api"),
        InlineData("GET", "/api/v1"),
        InlineData("GET", "/api/v9/anything"),
        InlineData("GET", "/API/V1/users"),
        InlineData("DELETE", "/api/v1/recommendations")
    ]
    [
        InlineData("POST", "/api/v1/recommendations/not-a-uuid/approve"),
        InlineData("OPTIONS", "/api/v1/users"),
        InlineData("HEAD", "/api/v1/users"),
        InlineData("PATCH", "/api/v1/jobs/usage/run")
    ]
    public async Task Anonymous_call_is_401_whatever_is_asked(string method, string path)
    {
        using var answer = await program.SendAsync(new HttpMethod(method), path, token: null, headers: ("Accept", "image/png"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.NotEmpty(answer.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Anonymous_call_with_a_foreign_content_type_is_401_and_a_known_one_415()
    {
        using var anonymous = await SendXmlAsync(null);
        await ApiProgram.ProblemAsync(anonymous, HttpStatusCode.Unauthorized);
        using var known = await SendXmlAsync(ApiProgram.Decide);
        await ApiProgram.ProblemAsync(known, HttpStatusCode.UnsupportedMediaType);
    }

    [Theory, InlineData("Basic cmVhZDpzZWNyZXQ="), InlineData("Bearer"), InlineData("Bearer "), InlineData(ApiProgram.Read)]
    public async Task Header_of_another_kind_is_401(string header)
    {
        using var answer = await program.SendAsync(HttpMethod.Get, "users", token: null, headers: ("Authorization", header));
        await ApiProgram.ProblemAsync(answer, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Cookie_signs_no_one_in()
    {
        using var answer = await program.SendAsync(HttpMethod.Get, "users", token: null, headers: ("Cookie", "persona=admin"));
        await ApiProgram.ProblemAsync(answer, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Unknown_address_and_method_are_problems_for_who_is_known()
    {
        using var nowhere = await program.SendAsync(HttpMethod.Get, "nowhere", ApiProgram.Read);
        await ApiProgram.ProblemAsync(nowhere, HttpStatusCode.NotFound);
        using var method = await program.SendAsync(HttpMethod.Delete, "users", ApiProgram.Read, headers: ("Accept", "text/html"));
        await ApiProgram.ProblemAsync(method, HttpStatusCode.MethodNotAllowed);
        Assert.Contains("GET", method.Content.Headers.Allow);
    }

    private async Task<HttpResponseMessage> SendXmlAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/recommendations/{AnyId}/approve", UriKind.Relative))
        {
            Content = new StringContent("<version>1</version>", Encoding.UTF8, "text/xml"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", token is null ? null : "Bearer " + token);
        return await program.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
    }

    private List<(HttpMethod Method, string Path, string Scope)> Routes() =>
        [
            .. program
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.OrdinalIgnoreCase))
                .SelectMany(endpoint =>
                    endpoint
                        .Metadata.GetRequiredMetadata<IHttpMethodMetadata>()
                        .HttpMethods.Select(method =>
                            (
                                new HttpMethod(method),
                                endpoint
                                    .RoutePattern.RawText!.Replace("{id}", AnyId, StringComparison.Ordinal)
                                    .Replace("{name}", "usage", StringComparison.Ordinal),
                                endpoint.Metadata.GetRequiredMetadata<ApiScope>().Word
                            )
                        )
                ),
        ];
}
