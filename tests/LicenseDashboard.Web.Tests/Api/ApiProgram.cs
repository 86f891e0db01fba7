using System.Globalization;
using System.Net;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

/// <summary>
/// The real program with sixty simulated people, evaluated once, and a token of every kind. One for all tests of the API: what changes rows
/// picks rows of its own.
/// </summary>
public sealed class ApiProgram : DemoProgram, IAsyncLifetime
{
    public const string Read = "read-secret-of-24-characters";
    public const string Decide = "decide-secret-of-24-characters";
    public const string Operate = "operate-secret-of-24-characters";
    public const string Finance = "finance-secret-of-24-characters";

    /// <summary>Between an approval and its being carried out.</summary>
    public int UndoSeconds { get; init; } = 10;

    protected override IEnumerable<(string Name, string Value)> Settings =>
        [
            ("Demo:Agents", "60"),
            ("Remediation:UndoSeconds", UndoSeconds.ToString(CultureInfo.InvariantCulture)),
            .. Tokens(
                ("test-read", Read, "read"),
                ("test-decide", Decide, "decide"),
                ("test-operate", Operate, "operate"),
                ("test-finance", Finance, "finance finance-write")
            ),
        ];

    /// <summary>Starts the program and waits until rows have been raised and no job is running.</summary>
    public async ValueTask InitializeAsync()
    {
        using var given = new CancellationTokenSource(Patience);
        while (true)
        {
            var rows = await JsonAsync(HttpMethod.Get, "recommendations?pageSize=1", Read);
            var jobs = await JsonAsync(HttpMethod.Get, "jobs", Read);
            var running = jobs.GetProperty("items").EnumerateArray().Any(job => job.GetProperty("running").ValueKind != JsonValueKind.Null);
            if (rows.GetProperty("total").GetInt32() > 0 && !running)
            {
                return;
            }

            await Task.Delay(500, given.Token);
        }
    }

    /// <param name="path">Below /api/v1/, or from the root with a slash in front.</param>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? token,
        string? json = null,
        params (string Name, string Value)[] headers
    ) =>
        SendAsync(
            method,
            path.StartsWith('/') ? path : "/api/v1/" + path,
            token,
            json is null ? null : (json, "application/json"),
            headers
        );

    public async Task<JsonElement> JsonAsync(
        HttpMethod method,
        string path,
        string token,
        string? json = null,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        using var answer = await SendAsync(method, path, token, json);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{method} {path} answered {(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public Task<JsonElement> GetAsync(string path) => JsonAsync(HttpMethod.Get, path, Read);

    public Task<JsonElement> DecideAsync(string path, string json, HttpStatusCode expected = HttpStatusCode.OK) =>
        JsonAsync(HttpMethod.Post, path, Decide, json, expected);

    /// <summary>A problem as it must always look.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(
            answer.StatusCode == expected,
            $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}"
        );
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        Assert.NotEqual("", problem.GetProperty("code").GetString());
        return problem;
    }
}

[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ApiProgram>
{
    public const string Name = "api";
}
