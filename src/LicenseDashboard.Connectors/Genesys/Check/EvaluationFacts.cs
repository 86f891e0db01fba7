using System.Text.Json.Nodes;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class EvaluationFacts
{
    public const string Template = "/api/v2/analytics/evaluations/aggregates/query";

    /// <summary>By day of creation, which every organization supports.</summary>
    public static Task<JsonNode> ReceivedAsync(CheckSession session, CancellationToken ct) =>
        session.OnceAsync("evaluations", () => session.AskAsync(CheckSession.Post(Template, Body(session, "userId")), ct));

    public static JsonObject Body(CheckSession session, string dimension) =>
        new()
        {
            ["interval"] = session.LastDays(UsageFacts.MostDays).Text,
            ["granularity"] = "P1D",
            ["timeZone"] = LocalDays.Iana(session.Terms.Zone),
            ["groupBy"] = new JsonArray(dimension),
            ["metrics"] = new JsonArray("nEvaluations"),
        };
}
