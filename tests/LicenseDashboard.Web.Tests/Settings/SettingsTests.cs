using System.Net;
using System.Text.RegularExpressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Composition;
using LicenseDashboard.Web.Platforms;
using LicenseDashboard.Web.Settings;
using LicenseDashboard.Web.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace LicenseDashboard.Web.Tests.Settings;

public sealed partial class SettingsTests(WebProgram program) : IClassFixture<WebProgram>
{
    private static readonly Viewer Auditor = new("Ann", "persona:ann", ViewerRoles.Auditor, []);

    [Theory]
    [InlineData("administrator", true)]
    [InlineData("auditor", true)]
    [InlineData("finops", false)]
    [InlineData("team-lead", false)]
    public async Task Configuration_is_for_administrators_and_auditors(string persona, bool sees)
    {
        var html = await AsAsync("settings/configuration", persona);
        Assert.Equal(sees, html.Contains("Genesys__TimeZone", StringComparison.Ordinal));
        Assert.Equal(!sees, html.Contains("You don&#x27;t have access", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("administrator", "Policies, Catalog, Notices, Vendor check, Configuration")]
    [InlineData("auditor", "Policies, Catalog, Notices, Vendor check, Configuration")]
    [InlineData("finops", "Policies, Catalog")]
    [InlineData("team-lead", "Policies, Catalog")]
    public async Task Sub_navigation_names_the_pages_that_the_reader_may_open(string persona, string pages)
    {
        var html = await AsAsync("settings/catalogue", persona);
        var nav = html[html.IndexOf("aria-label=\"Settings\"", StringComparison.Ordinal)..];
        nav = nav[..nav.IndexOf("</nav>", StringComparison.Ordinal)];
        Assert.Equal(pages, string.Join(", ", Title().Matches(nav).Select(found => found.Groups[1].Value)));
        Assert.Contains("cloudCX3", html, StringComparison.Ordinal);
    }

    [Theory, InlineData("settings", "/settings/policies"), InlineData("settings?platform=genesys", "/settings/policies?platform=genesys")]
    public async Task Address_of_settings_leads_to_its_first_page(string path, string first)
    {
        using var answer = await program.CreateClient().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, first), (answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery));
    }

    /// <summary>The demo's contract: what evidence calls contracted is not a dash here.</summary>
    [Theory, InlineData("finops", true), InlineData("team-lead", false)]
    public async Task Contracted_prices_are_those_of_the_contract_for_readers_who_may_know_it(string persona, bool sees)
    {
        var html = await AsAsync("settings/catalogue", persona);
        Assert.Equal(sees, html.Contains(">Contracted<", StringComparison.Ordinal));
        await using var db = await program
            .Services.GetRequiredService<IDbContextFactory<LicenseDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        var contract = await db.Contracts.SingleAsync(TestContext.Current.CancellationToken);
        var line = contract.Terms.Lines.Single(line => line.Sku == "cloudCX3");
        // The demo's contract costs what the list says, so it stands twice in the row.
        var price = MoneyText.Of(new Money(line.PriceMicros, "USD"));
        Assert.Equal(sees ? 2 : 1, html.Split('>').Count(text => text.StartsWith(price + "<", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_secret_is_among_the_values()
    {
        var lines = program.Services.GetRequiredService<EffectiveSettings>().Read(Auditor).Value.SelectMany(group => group.Lines).ToList();
        Assert.All(
            lines.Where(line =>
                line.Name.Contains("Secret", StringComparison.Ordinal) || line.Name.Contains("Password", StringComparison.Ordinal)
            ),
            line => Assert.True(line.Secret && line.Value is "set" or "not set")
        );
        Assert.DoesNotContain(lines, line => line.Value.Contains("Password", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Address_for_requests_is_shown_and_their_secret_is_not()
    {
        const string Secret = "a-secret-that-both-sides-know";
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["IdentityRequests:Url"] = "https://idp.example.com/hook?key=1",
                    ["IdentityRequests:Secret"] = Secret,
                    ["Notices:BaseUrl"] = "https://licenses.example.com",
                }
            )
            .Build();
        var settings = HostSettings.Read(
            configuration,
            new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = Repository.Root }
        );
        var lines = ShownSettings
            .Of(settings, new ConfiguredPlatforms(settings.Platforms))
            .Single(group => group.Title == "Requests to the identity provider")
            .Lines;
        Assert.Equal(
            [("IdentityRequests__Url", "https://idp.example.com/hook", false), ("IdentityRequests__Secret", "set", true)],
            lines.Select(line => (line.Name, line.Value, line.Secret))
        );
    }

    [Fact]
    public void Configuration_is_refused_to_other_roles() =>
        Assert.Equal(
            "forbidden",
            program.Services.GetRequiredService<EffectiveSettings>().Read(Auditor with { Roles = ViewerRoles.FinOps }).Refusal?.Code
        );

    [
        Theory,
        InlineData("export/downgrades.csv?tab=ready&sort=name"),
        InlineData("export/remediations.csv?status=handed-over"),
        InlineData("export/remediations.csv?status=nonsense")
    ]
    public async Task Export_is_a_file_with_a_header(string path)
    {
        using var answer = await program.CreateClient().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(
            (HttpStatusCode.OK, "text/csv", "attachment"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType)
        );
        Assert.Contains("Name", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [
        Theory,
        InlineData("export/sample-roster.csv", "employee id,e-mail,status,last day"),
        InlineData("export/sample-exemptions.csv", "email,tag,from,to,why")
    ]
    public async Task Sample_of_an_import_is_a_file_with_its_columns(string path, string columns)
    {
        using var answer = await program.CreateClient().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "attachment"), (answer.StatusCode, answer.Content.Headers.ContentDisposition?.DispositionType));
        Assert.StartsWith(
            columns,
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimStart('\uFEFF'),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Export_of_a_filter_that_is_refused_leads_to_the_page()
    {
        using var answer = await program
            .CreateClient()
            .GetAsync(new Uri("export/downgrades.csv?division=Nowhere", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("/downgrades", answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private async Task<string> AsAsync(string path, string persona)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative))
        {
            Headers = { { "Cookie", "persona=" + persona } },
        };
        using var answer = await program.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@">([^<]+)</a>")]
    private static partial Regex Title();
}
