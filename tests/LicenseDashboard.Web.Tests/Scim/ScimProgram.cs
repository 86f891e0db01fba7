using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit;

namespace LicenseDashboard.Web.Tests.Scim;

/// <summary>The real program with fifty simulated people and tokens with and without the scope. One for all tests of SCIM: what changes users takes users of its own.</summary>
public sealed class ScimProgram : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Provider = "scim-secret-of-24-characters";
    public const string Reader = "read-secret-of-24-characters";
    public const string Hasty = "hasty-secret-of-24-characters";

    public const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    public const string User = "urn:ietf:params:scim:schemas:core:2.0:User";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(4);
    private readonly DirectoryInfo _data = System.IO.Directory.CreateTempSubdirectory("licensedashboard-scim-");
    private int _taken;

    public async ValueTask InitializeAsync()
    {
        using var given = new CancellationTokenSource(_patience);
        while (Total(await GetAsync("Users?count=0")) == 0)
        {
            await Task.Delay(300, given.Token);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_data.Exists)
        {
            _data.Delete(recursive: true);
            _data.Refresh();
        }
    }

    public static int Total(JsonElement list) => list.GetProperty("totalResults").GetInt32();

    /// <summary>A user that no other test has.</summary>
    public async Task<JsonElement> TakeAsync()
    {
        var at = Interlocked.Increment(ref _taken);
        return (await GetAsync($"Users?startIndex={at}&count=1")).GetProperty("Resources")[0];
    }

    public static string Patch(params string[] operations) => $$"""{"schemas":["{{PatchOp}}"],"Operations":[{{string.Join(',', operations)}}]}""";

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null, string? token = Provider, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path.StartsWith('/') ? path : "/scim/v2/" + path, UriKind.Relative));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/scim+json");
        }

        return await CreateClient().SendAsync(request);
    }

    public async Task<JsonElement> JsonAsync(HttpMethod method, string path, string? json = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await SendAsync(method, path, json);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{method} {path} answered {(int)answer.StatusCode}: {text}");
        Assert.Equal("application/scim+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public Task<JsonElement> GetAsync(string path) => JsonAsync(HttpMethod.Get, path);

    /// <summary>An error as RFC 7644 has it.</summary>
    public static async Task<JsonElement> ErrorAsync(HttpResponseMessage answer, HttpStatusCode expected, string? type = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}");
        Assert.Equal("application/scim+json", answer.Content.Headers.ContentType?.MediaType);
        var error = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", error.GetProperty("schemas")[0].GetString());
        Assert.Equal(((int)expected).ToString(System.Globalization.CultureInfo.InvariantCulture), error.GetProperty("status").GetString());
        Assert.Equal(type, error.TryGetProperty("scimType", out var scimType) ? scimType.GetString() : null);
        Assert.NotEqual("", error.GetProperty("detail").GetString());
        return error;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:LicenseDashboard", $"Data Source={Path.Combine(_data.FullName, "licensedashboard.db")}");
        builder.UseSetting("Demo:Agents", "50");
        builder.UseSetting("Demo:HistoryDays", "5");
        builder.UseSetting("Scim:RequestsPerSecond", "200");
        (string Name, string Secret, string Scopes)[] tokens = [("entra", Provider, "scim"), ("ci", Reader, "read decide operate"), ("hasty", Hasty, "scim")];
        for (var i = 0; i < tokens.Length; i++)
        {
            builder.UseSetting($"Api:Tokens:{i}:Name", tokens[i].Name);
            builder.UseSetting($"Api:Tokens:{i}:Secret", tokens[i].Secret);
            builder.UseSetting($"Api:Tokens:{i}:Scopes", tokens[i].Scopes);
        }
    }
}

[CollectionDefinition(Name)]
public sealed class ScimTests : ICollectionFixture<ScimProgram>
{
    public const string Name = "scim";
}
