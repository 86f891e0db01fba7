using System.Text.Json.Nodes;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class EvaluationProbes
{
    private const string Query = "the basic evaluation query";

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "evaluations-range",
            "Evaluation queries can span 31 days in one-day intervals",
            "Quality can't be evaluated. Report the error so that LicenseDashboard can use shorter queries.",
            async (session, ct) => Finding.Holds($"Accepted; {People(await EvaluationFacts.ReceivedAsync(session, ct))} were evaluated.")
        ),
        new(
            "evaluations-released",
            "Evaluations can be queried by release date",
            "Evaluations released later can be missed, so quality can't be evaluated. Report the error.",
            ReleasedAsync
        ),
        new(
            "evaluations-done",
            "Evaluations can be queried by evaluator",
            "Evaluators seem to have no evaluations, so quality can't be evaluated. Report the error.",
            DoneAsync
        ),
        new(
            "unknown-fields",
            "Genesys Cloud knows every field that LicenseDashboard sends",
            "Genesys Cloud rejects some queries because of it. Report the error.",
            UnknownFieldsAsync
        ),
    ];

    private static string People(JsonNode answer) => EnglishText.Count(JsonReading.List(answer, "results")?.Count ?? 0, "person", "people");

    private static async Task<Finding> ReleasedAsync(CheckSession session, CancellationToken ct)
    {
        await CheckSession.GivenAsync(EvaluationFacts.ReceivedAsync(session, ct), Query);
        var body = EvaluationFacts.Body(session, "userId");
        body["alternateTimeDimension"] = "evaluationReleaseDate";
        await session.AskAsync(CheckSession.Post(EvaluationFacts.Template, body), ct);
        return Finding.Holds("Accepted.");
    }

    private static async Task<Finding> DoneAsync(CheckSession session, CancellationToken ct)
    {
        await CheckSession.GivenAsync(EvaluationFacts.ReceivedAsync(session, ct), Query);
        var answer = await session.AskAsync(CheckSession.Post(EvaluationFacts.Template, EvaluationFacts.Body(session, "evaluatorId")), ct);
        return Finding.Holds($"Accepted; {People(answer)} were evaluated.");
    }

    /// <summary>
    /// Sends a field that the vendor doesn't know. If it is refused, all other fields are known; if it is ignored, they are at least
    /// harmless.
    /// </summary>
    private static async Task<Finding> UnknownFieldsAsync(CheckSession session, CancellationToken ct)
    {
        await CheckSession.GivenAsync(EvaluationFacts.ReceivedAsync(session, ct), Query);
        var body = EvaluationFacts.Body(session, "userId");
        body["licenseDashboardCheck"] = true;
        try
        {
            await session.AskAsync(CheckSession.Post(EvaluationFacts.Template, body), ct);
            return Finding.Holds("Unknown fields are ignored.");
        }
        catch (VendorException fault) when (fault.Status == 400)
        {
            return Finding.Holds("Unknown fields are rejected; LicenseDashboard's own were accepted.");
        }
    }
}
