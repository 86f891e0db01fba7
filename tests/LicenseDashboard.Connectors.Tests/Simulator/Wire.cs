using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace LicenseDashboard.Connectors.Tests.Simulator;

/// <summary>The vendor's ways of answering in pages, read to the end.</summary>
internal static class Wire
{
    public static string Interval(DateOnly from, DateOnly to) =>
        string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd}T00:00:00.000Z/{to:yyyy-MM-dd}T00:00:00.000Z");

    public static Task<JsonElement> ReadAsync(this HttpClient http, string path, CancellationToken ct = default) =>
        http.GetFromJsonAsync<JsonElement>(path, ct);

    public static async Task<JsonElement> AskAsync(this HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<List<JsonElement>> ListAsync(this HttpClient http, string path)
    {
        var all = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var answer = await http.ReadAsync(
                $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}pageSize=500&pageNumber={page}"
            );
            all.AddRange(answer.GetProperty("entities").EnumerateArray());
            if (page >= answer.GetProperty("pageCount").GetInt32())
            {
                return all;
            }
        }
    }

    /// <summary>The list has no pages.</summary>
    public static async Task<List<JsonElement>> UnitsAsync(this HttpClient http) =>
        [.. (await http.ReadAsync("/api/v2/workforcemanagement/managementunits")).GetProperty("entities").EnumerateArray()];

    public static async Task<List<JsonElement>> UsersAsync(
        this HttpClient http,
        string state = "any",
        string expand = "groups,employerInfo,dateLastLogin,lasttokenissued"
    )
    {
        var all = new List<JsonElement>();
        var cursor = "";
        do
        {
            var answer = await http.ReadAsync($"/api/v2/users/query?pageSize=200&state={state}&expand={expand}{cursor}");
            all.AddRange(answer.GetProperty("entities").EnumerateArray());
            cursor = answer.TryGetProperty("cursor", out var next) ? $"&cursor={next.GetString()}" : null;
        } while (cursor is not null);
        return all;
    }

    /// <summary>Submits, and reads every page. With a simulator that takes no time nothing is polled.</summary>
    public static async Task<List<JsonElement>> JobAsync(this HttpClient http, string path, string list, object body)
    {
        var id = (await http.AskAsync(path, body)).GetProperty("jobId").GetString();
        var all = new List<JsonElement>();
        var cursor = "";
        do
        {
            var answer = await http.ReadAsync($"{path}/{id}/results{cursor}");
            all.AddRange(answer.GetProperty(list).EnumerateArray());
            cursor = answer.TryGetProperty("cursor", out var next) ? $"?cursor={next.GetString()}" : null;
        } while (cursor is not null);
        return all;
    }

    public static async Task<List<JsonElement>> AuditsAsync(this HttpClient http, string service, DateOnly from, DateOnly to)
    {
        var id = (await http.AskAsync("/api/v2/audits/query", new { interval = Interval(from, to), serviceName = service }))
            .GetProperty("id")
            .GetString();
        var all = new List<JsonElement>();
        var cursor = "";
        do
        {
            var answer = await http.ReadAsync($"/api/v2/audits/query/{id}/results?pageSize=500{cursor}");
            all.AddRange(answer.GetProperty("entities").EnumerateArray());
            cursor = answer.TryGetProperty("cursor", out var next) ? $"&cursor={next.GetString()}" : null;
        } while (cursor is not null);
        return all;
    }

    public static string Text(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (at, name) => at.GetProperty(name)).GetString()!;
}
