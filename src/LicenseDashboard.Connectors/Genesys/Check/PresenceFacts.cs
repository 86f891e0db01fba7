using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class PresenceFacts
{
    public const string Template = "/api/v2/analytics/users/details/jobs";
    public const int PageSize = 500;

    public static Task<JsonNode> AvailableAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync("presence available", () => session.AskAsync(ApiRequest.Get(Template + "/availability"), ct));

    public static Task<FinishedJob> JobAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "presence",
            () => session.FinishAsync(Template, new JsonObject { ["interval"] = session.LastDays(UsageFacts.MostDays).Text }, ct)
        );

    public static Task<JobPages> PagesAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "presence pages",
            async () =>
                await UsageFacts.ReadAsync(
                    session,
                    Template,
                    await CheckSession.GivenAsync(JobAsync(session, ct), "presence over 31 days"),
                    PageSize,
                    "userDetails",
                    ct
                )
        );

    /// <summary>IDs of people who were present at least once in 31 days.</summary>
    public static async Task<IReadOnlySet<string>> PresentAsync(CheckSession session, CancellationToken ct) =>
        (await CheckSession.GivenAsync(PagesAsync(session, ct), "presence over 31 days"))
            .Rows.Where(row => Stretches(row).Any(IsThere))
            .Select(row => JsonReading.Text(row, "userId"))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<JsonNode> Stretches(JsonNode row) => JsonReading.List(row, "primaryPresence") ?? [];

    private static bool IsThere(JsonNode stretch) =>
        JsonReading.Text(stretch, "systemPresence") is { } word && !word.Equals("OFFLINE", StringComparison.OrdinalIgnoreCase);
}
