using System.Net;
using System.Text.RegularExpressions;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Demo;
using LicenseDashboard.Web.Hosting;
using Microsoft.AspNetCore.Components.Authorization;
using Xunit;

namespace LicenseDashboard.Web.Tests.Demo;

public sealed partial class PersonaTests(WebProgram program) : IClassFixture<WebProgram>
{
    [Fact]
    public void There_are_five_with_different_work() =>
        Assert.Equal(5, Persona.All.DistinctBy(persona => (persona.Key, persona.Sees)).Count());

    [Fact]
    public async Task Viewer_of_a_persona_has_its_roles_and_the_scope_of_its_mail()
    {
        var viewers = new CurrentViewer(new Nobody(), new OneScope("tobias.lindner@demo.example"));
        var lead = await viewers.ForAsync(Persona.Find("team-lead").SignIn("test"), TestContext.Current.CancellationToken);
        Assert.Equal(("persona:team-lead", "Tobias Lindner", ViewerRoles.OperationsManager), (lead.Actor, lead.Name, lead.Roles));
        Assert.True(lead.IsAbove(1, 15));
        var auditor = await viewers.ForAsync(Persona.Find("auditor").SignIn("test"), TestContext.Current.CancellationToken);
        Assert.True(auditor is { Roles: ViewerRoles.Auditor, Scopes: [], SeesEveryone: true });
    }

    [Fact]
    public async Task First_visit_is_the_regional_head_and_a_choice_is_kept()
    {
        var client = program.CreateClient();
        var first = await client.GetStringAsync(new Uri("downgrades", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("Regina Hartmann", Pressed().Match(first).Value, StringComparison.Ordinal);

        var chosen = await client.PostAsync(
            new Uri("demo/persona", UriKind.Relative),
            Form(Token().Match(first).Groups[1].Value, "finops", "/downgrades"),
            TestContext.Current.CancellationToken
        );
        var html = await chosen.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith("/downgrades", chosen.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("Fiona Osei", Pressed().Match(html).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "finops", "/downgrades", "/status/400")]
    [InlineData(true, "nobody", "/downgrades", "/status/400")]
    [InlineData(true, "finops", "//elsewhere.example", "/")]
    [InlineData(true, "finops", "https://elsewhere.example", "/")]
    [InlineData(true, "finops", "/\t/elsewhere.example", "/")]
    [InlineData(true, "finops", "/\r\nSet-Cookie: a=b", "/")]
    public async Task Choice_needs_the_page_token_and_stays_on_this_site(bool withToken, string persona, string returnUrl, string leadsTo)
    {
        var client = program.CreateClient(new() { AllowAutoRedirect = false });
        var page = await client.GetStringAsync(new Uri("downgrades", UriKind.Relative), TestContext.Current.CancellationToken);
        var answer = await client.PostAsync(
            new Uri("demo/persona", UriKind.Relative),
            Form(withToken ? Token().Match(page).Groups[1].Value : "forged", persona, returnUrl),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((HttpStatusCode.Found, leadsTo), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal(
            leadsTo == "/",
            answer.Headers.TryGetValues("Set-Cookie", out var cookies)
                && cookies.Any(cookie => cookie.StartsWith("persona=finops", StringComparison.Ordinal))
        );
    }

    private static FormUrlEncodedContent Form(string token, string persona, string returnUrl) =>
        new(
            new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token,
                ["persona"] = persona,
                ["returnUrl"] = returnUrl,
            }
        );

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("aria-label=\"Persona: [^\"]*\"")]
    private static partial Regex Pressed();

    private sealed class OneScope(string mail) : IResolveScopes
    {
        public Task<IReadOnlyList<ReportingScope>> ForMailAsync(string asked, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<ReportingScope>>(asked == mail ? [new ReportingScope(1, 7, 10, 20)] : []);
    }

    private sealed class Nobody : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new()));
    }
}
