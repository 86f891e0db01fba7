using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>The query for conversations as sent by an import, over the longest range.</summary>
internal static class ConversationFacts
{
    public const string Template = "/api/v2/analytics/conversations/aggregates/jobs";
    public const int PageSize = 1000;

    public static Task<JsonNode> AvailableAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "conversations available",
            () => session.AskAsync(ApiRequest.Get("/api/v2/analytics/conversations/details/jobs/availability"), ct)
        );

    public static Task<FinishedJob> AggregatesAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync("conversations", () => session.FinishAsync(Template, Body(session, UsageFacts.MostDays), ct));

    public static Task<JobPages> PagesAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync(
            "conversation pages",
            async () =>
                await UsageFacts.ReadAsync(
                    session,
                    Template,
                    await CheckSession.GivenAsync(AggregatesAsync(session, ct), "the query over 31 days"),
                    null,
                    "results",
                    ct
                )
        );

    public static JsonObject Body(CheckSession session, int days) =>
        new()
        {
            ["interval"] = session.LastDays(days).Text,
            ["granularity"] = "P1D",
            ["timeZone"] = LocalDays.Iana(session.Terms.Zone),
            ["groupBy"] = new JsonArray("userId", "mediaType", "purpose"),
            ["metrics"] = new JsonArray("tHandle", "tMonitoring", "tCoaching", "tBarging"),
            ["pageSize"] = PageSize,
        };
}
