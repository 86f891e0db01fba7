using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Contracts;

public sealed class ContractsApiTests : IAsyncDisposable
{
    private const string Read = "read-secret-of-24-characters!";
    private const string Finance = "finance-secret-of-24-characters";
    private const string Write = "finance-write-secret-of-24-chars";
    private const string Terms = """
        {"currency": "USD", "first": "2026-04-15", "last": "2027-04-14", "noticeDays": 90, "lines": [{"sku": "genesysCloudCX1",
         "basis": "named", "committed": 10, "price": 75.5, "changes": [{"from": "2026-06-16", "committed": 12}]}]}
        """;

    private const string Wrong = """
        {"currency": "EUR", "first": "x", "last": "2027-01-01", "colour": 1,
         "lines": [{"sku": "cloudCX1", "basis": "seats", "price": -1}]}
        """;

    private readonly WebProgram _program = new();

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    [Fact]
    public async Task Contract_is_added_read_replaced_and_refused_by_field()
    {
        using var http = Open();
        var added = await SendAsync(http, HttpMethod.Put, "contracts/main", Write, Terms, HttpStatusCode.Created);
        Assert.Equal(1, added.GetProperty("version").GetInt32());
        var line = added.GetProperty("lines")[0];
        Assert.Equal("cloudCX1", line.GetProperty("sku").GetString());
        Assert.Equal("2026-07-15", line.GetProperty("changes")[0].GetProperty("appliesFrom").GetString());

        var list = await SendAsync(http, HttpMethod.Get, "contracts", Finance, null, HttpStatusCode.OK);
        Assert.Equal(1, list.GetProperty("total").GetInt32());
        await SendAsync(http, HttpMethod.Get, "contracts/other", Finance, null, HttpStatusCode.NotFound);

        var conflict = await SendAsync(http, HttpMethod.Put, "contracts/main", Write, Terms, HttpStatusCode.Conflict);
        Assert.Equal(1, conflict.GetProperty("row").GetProperty("version").GetInt32());
        var versioned = Terms.Replace("{\"currency\"", "{\"version\": 1, \"poNumber\": \"7\", \"currency\"", StringComparison.Ordinal);
        var replaced = await SendAsync(http, HttpMethod.Put, "contracts/main", Write, versioned, HttpStatusCode.OK);
        Assert.Equal((2, "7"), (replaced.GetProperty("version").GetInt32(), replaced.GetProperty("poNumber").GetString()));
        await SendAsync(http, HttpMethod.Put, "contracts/main", Write, versioned, HttpStatusCode.Conflict);

        var wrong = await SendAsync(http, HttpMethod.Put, "contracts/second", Write, Wrong, HttpStatusCode.BadRequest);
        Assert.Equal(
            ["colour", "first", "lines[0].basis", "currency", "lines[0].sku", "lines[0].committed", "lines[0].price"],
            wrong.GetProperty("errors").EnumerateObject().Select(field => field.Name)
        );
    }

    [Fact]
    public async Task Scope_read_does_not_include_contracts()
    {
        using var http = Open();
        await SendAsync(http, HttpMethod.Get, "contracts", Read, null, HttpStatusCode.Forbidden);
        await SendAsync(http, HttpMethod.Put, "contracts/main", Finance, Terms, HttpStatusCode.Forbidden);
    }

    private HttpClient Open() =>
        _program
            .WithWebHostBuilder(builder =>
            {
                builder.UseSetting("Demo:Contract", "false");
                foreach (var (at, secret, scope) in new[] { (0, Read, "read"), (1, Finance, "finance"), (2, Write, "finance-write") })
                {
                    builder.UseSetting($"Api:Tokens:{at}:Name", scope);
                    builder.UseSetting($"Api:Tokens:{at}:Secret", secret);
                    builder.UseSetting($"Api:Tokens:{at}:Scopes", scope);
                }
            })
            .CreateClient();

    private static async Task<JsonElement> SendAsync(
        HttpClient http,
        HttpMethod method,
        string path,
        string token,
        string? json,
        HttpStatusCode expected
    )
    {
        using var request = new HttpRequestMessage(method, new Uri("api/v1/" + path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(expected == answer.StatusCode, $"{answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
