namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A role set to ask the vendor's infer about.</summary>
/// <param name="Hash">The <see cref="RoleSetHash"/> under which the answer is stored.</param>
public sealed record InferQuestion(string Hash, IReadOnlyList<string> RoleIds);

/// <summary>The role sets to ask infer about: those that are held now or left by a plan and that a verdict waits for.</summary>
public static class InferQuestions
{
    /// <summary>Maximum number of new questions per run.</summary>
    public const int MostARun = 100;

    /// <summary>Sets with the most people first, then by hash.</summary>
    public static IEnumerable<InferQuestion> Of(IEnumerable<Verdict> verdicts) =>
        verdicts
            .SelectMany(verdict => verdict.AskInfer)
            .Select(roles => new InferQuestion(RoleSetHash.Of(roles), roles))
            .GroupBy(question => question.Hash)
            .OrderByDescending(asked => asked.Count())
            .ThenBy(asked => asked.Key, StringComparer.Ordinal)
            .Select(asked => asked.First());
}
