using System.Text.Json;
using LicenseDashboard.Web.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class DocumentTests(ApiProgram program)
{
    [Fact]
    public async Task Document_says_what_a_lost_permission_is()
    {
        using var answer = await program.SendAsync(HttpMethod.Get, "/openapi/v1.json", token: null);
        var schemas = JsonSerializer
            .Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .GetProperty("components")
            .GetProperty("schemas");
        Assert.StartsWith(
            "Every permission that the plan removes",
            Described("RecommendationDetailJson", "lostPermissions"),
            StringComparison.Ordinal
        );
        Assert.StartsWith("Genesys Cloud IDs", Described("LostPermissionJson", "divisions"), StringComparison.Ordinal);

        string Described(string schema, string property) =>
            schemas.GetProperty(schema).GetProperty("properties").GetProperty(property).GetProperty("description").GetString()!;
    }

    [Fact]
    public async Task Document_lists_every_route_with_its_parameters()
    {
        using var answer = await program.SendAsync(HttpMethod.Get, "/openapi/v1.json", token: null);
        var document = JsonSerializer.Deserialize<JsonElement>(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        var paths = document.GetProperty("paths");
        var routes = program
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            var method = route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0].ToLowerInvariant();
            Assert.True(
                paths.TryGetProperty(route.RoutePattern.RawText!, out var path) && path.TryGetProperty(method, out _),
                $"{method} {route.RoutePattern.RawText}"
            );
            var named = path.GetProperty(method).TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Select(each => each.GetProperty("name").GetString()!).ToList()
                : [];
            Assert.All(route.Metadata.GetMetadata<TakesQuery>()?.Fields ?? [], field => Assert.Contains(field.Name, named));
            Assert.True(path.GetProperty(method).GetProperty("responses").TryGetProperty("401", out _));
        }

        Assert.Equal(routes.Select(route => route.RoutePattern.RawText).Distinct().Count(), paths.EnumerateObject().Count());
    }
}
