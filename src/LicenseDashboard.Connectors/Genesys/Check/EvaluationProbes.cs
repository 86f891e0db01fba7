using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class EvaluationProbes
{
    private const string Query = "the plain question about evaluations";

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "evaluations-range",
            "Evaluations can be asked over 31 days in steps of one day",
            "Quality can't be judged. Report the " + "refusal: the program has to ask in shorter pieces.",
            async (session, ct) =>
                Finding.Holds(
                    $"Taken; "
                        + $"{EnglishText.Count(JsonReading.List(await EvaluationFacts.ReceivedAsync(session, ct), "results")?.Count ?? 0)} "
                        + $"people were evaluated."
                )
        ),
        new(
            "evaluations-released",
            "Evaluations can be asked by the day of their release",
            "An evaluation that is released later can be missed, so quality can't be judged. Report the refusal.",
            ReleasedAsync
        ),
        new(
            "evaluations-done",
            "Evaluations can be asked by who did them",
            "Evaluators look as if they had no evaluations, so quality can't be " + "judged. Report the refusal.",
            DoneAsync
        ),
        new(
            "unknown-fields",
            "Every field that the program sends is one the vendor knows",
            "Some questions are refused for it. Report " + "the refusal.",
            UnknownFieldsAsync
        ),
    ];

    private static async Task<Finding> ReleasedAsync(CheckSession session, CancellationToken ct)
    {
        await CheckSession.GivenAsync(EvaluationFacts.ReceivedAsync(session, ct), Query);
        var body = EvaluationFacts.Body(session, "userId");
        body["alternateTimeDimension"] = "evaluationReleaseDate";
        await session.AskAsync(CheckSession.Post(EvaluationFacts.Template, body), ct);
        return Finding.Holds("Taken.");
    }

    private static async Task<Finding> DoneAsync(CheckSession session, CancellationToken ct)
    {
        await CheckSession.GivenAsync(EvaluationFacts.ReceivedAsync(session, ct), Query);
        var answer = await session.AskAsync(CheckSession.Post(EvaluationFacts.Template, EvaluationFacts.Body(session, "evaluatorId")), ct);
        return Finding.Holds($"Taken; {EnglishText.Count(JsonReading.List(answer, "results")?.Count ?? 0)} people evaluated.");
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
            return Finding.Holds("Unknown fields are passed over.");
        }
        catch (VendorException fault) when (fault.Status == 400)
        {
            return Finding.Holds("Unknown fields are refused, and the program's own were taken.");
        }
    }
}
