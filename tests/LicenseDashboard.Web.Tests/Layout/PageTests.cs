using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace LicenseDashboard.Web.Tests.Layout;

public sealed partial class PageTests(WebProgram program) : IClassFixture<WebProgram>
{
    public static TheoryData<string> Places => [.. Navigation.All.Select(item => item.Href)];

    public static TheoryData<string> Routes =>
        [
            .. typeof(App)
                .Assembly.GetTypes()
                .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
                .Select(route => route.Template)
                .Where(route => !route.Contains('{', StringComparison.Ordinal)),
        ];

    [Theory, MemberData(nameof(Places))]
    public async Task Place_of_the_rail_is_a_page_with_a_heading(string href)
    {
        var html = await program.CreateClient().GetStringAsync(new Uri(href, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("<h1", html, StringComparison.Ordinal);
        Assert.Contains("DEMO", html, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task Page_renders_on_the_server(string route)
    {
        var answer = await program.CreateClient().GetAsync(new Uri(route, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{route} answered {answer.StatusCode}");
    }

    /// <summary>A table of our class <c>fixed</c> once left its page: MudBlazor has a class of that name.</summary>
    [Fact]
    public async Task No_class_of_ours_is_one_that_MudBlazor_styles_by_itself()
    {
        var theirs = await program
            .CreateClient()
            .GetStringAsync(new Uri("lib/MudBlazor.min.css", UriKind.Relative), TestContext.Current.CancellationToken);
        var styled = LoneClass().Matches(theirs).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Contains("fixed", styled);
        var ours = Repository
            .Source("src/LicenseDashboard.Web", "*.css")
            .SelectMany(file => ClassName().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value))
            .Where(name => !name.StartsWith("mud-", StringComparison.Ordinal));
        Assert.Empty(ours.Intersect(styled));
    }

    [GeneratedRegex(@"(?:^|[},])\.([a-zA-Z][\w-]*)(?=[{,])")]
    private static partial Regex LoneClass();

    [GeneratedRegex(@"\.([a-zA-Z][\w-]*)(?=[^{}]*\{)")]
    private static partial Regex ClassName();

    [Fact]
    public void Every_place_has_a_drawing() => Assert.All(Navigation.All, item => Assert.Contains(item.Icon, Icon.Names));

    [Fact]
    public async Task Unknown_address_is_a_page_for_people_and_a_problem_for_programs()
    {
        var client = program.CreateClient();
        var page = await client.GetAsync(new Uri("nowhere", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        var problem = await client.GetAsync(new Uri("health/nowhere", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(
            (HttpStatusCode.NotFound, "application/problem+json"),
            (problem.StatusCode, problem.Content.Headers.ContentType?.MediaType)
        );
    }

    [Theory, InlineData("health/live"), InlineData("health/ready")]
    public async Task Health_answers(string path) =>
        Assert.Equal(
            "Healthy",
            await program.CreateClient().GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)
        );

    [Fact]
    public async Task Security_headers_are_on_every_answer()
    {
        foreach (var path in new[] { "downgrades", "js/frame.js", "nowhere", "health/live" })
        {
            var headers = (
                await program.CreateClient().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)
            ).Headers;
            Assert.StartsWith("default-src 'none'", Assert.Single(headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task Name_that_points_at_this_machine_from_elsewhere_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("downgrades", UriKind.Relative))
        {
            Headers = { Host = "rebound.example" },
        };
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await program.CreateClient().SendAsync(request, TestContext.Current.CancellationToken)).StatusCode
        );
    }
}
