using System.Net;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Scim;

/// <summary>
/// The real program with fifty simulated people and tokens with and without the scope. One for all tests of SCIM: what changes users takes
/// users of its own.
/// </summary>
public sealed class ScimProgram : DemoProgram, IAsyncLifetime
{
    public const string Provider = "scim-secret-of-24-characters";
    public const string Reader = "read-secret-of-24-characters";
    public const string Hasty = "hasty-secret-of-24-characters";

    public const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    public const string User = "urn:ietf:params:scim:schemas:core:2.0:User";

    private int _taken;

    protected override IEnumerable<(string Name, string Value)> Settings =>
        [
            ("Demo:Agents", "50"),
            ("Demo:HistoryDays", "5"),
            ("Scim:RequestsPerSecond", "200"),
            .. Tokens(("entra", Provider, "scim"), ("ci", Reader, "read decide operate"), ("hasty", Hasty, "scim")),
        ];

    public async ValueTask InitializeAsync()
    {
        using var given = new CancellationTokenSource(Patience);
        while (Total(await GetAsync("Users?count=0")) == 0)
        {
            await Task.Delay(300, given.Token);
        }
    }

    public static int Total(JsonElement list) => list.GetProperty("totalResults").GetInt32();

    /// <summary>A user that no other test has.</summary>
    public async Task<JsonElement> TakeAsync()
    {
        var at = Interlocked.Increment(ref _taken);
        return (await GetAsync($"Users?startIndex={at}&count=1")).GetProperty("Resources")[0];
    }

    public static string Patch(params string[] operations) =>
        $$"""{"schemas":["{{PatchOp}}"],"Operations":[{{string.Join(',', operations)}}]}""";

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? json = null,
        string? token = Provider,
        params (string Name, string Value)[] headers
    ) =>
        SendAsync(
            method,
            path.StartsWith('/') ? path : "/scim/v2/" + path,
            token,
            json is null ? null : (json, "application/scim+json"),
            headers
        );

    public async Task<JsonElement> JsonAsync(
        HttpMethod method,
        string path,
        string? json = null,
        HttpStatusCode expected = HttpStatusCode.OK
    )
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
        Assert.True(
            answer.StatusCode == expected,
            $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}"
        );
        Assert.Equal("application/scim+json", answer.Content.Headers.ContentType?.MediaType);
        var error = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", error.GetProperty("schemas")[0].GetString());
        Assert.Equal(((int)expected).ToString(System.Globalization.CultureInfo.InvariantCulture), error.GetProperty("status").GetString());
        Assert.Equal(type, error.TryGetProperty("scimType", out var scimType) ? scimType.GetString() : null);
        Assert.NotEqual("", error.GetProperty("detail").GetString());
        return error;
    }
}

[CollectionDefinition(Name)]
public sealed class ScimTests : ICollectionFixture<ScimProgram>
{
    public const string Name = "scim";
}
