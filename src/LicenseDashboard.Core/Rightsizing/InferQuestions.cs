namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A role set that the vendor's infer is to be asked about.</summary>
/// <param name="Hash">A <see cref="RoleSetHash"/>: the answer is kept under it.</param>
public sealed record InferQuestion(string Hash, IReadOnlyList<string> RoleIds);

/// <summary>Which role sets to ask infer about: each that somebody holds now or that a plan leaves, and that a verdict waits for.</summary>
public static class InferQuestions
{
    /// <summary>New questions a run may ask.</summary>
    public const int MostARun = 100;

    /// <summary>Those with most people first, ties by hash.</summary>
    public static IEnumerable<InferQuestion> Of(IEnumerable<Verdict> verdicts) =>
        verdicts
            .SelectMany(verdict => verdict.AskInfer)
            .Select(roles => new InferQuestion(RoleSetHash.Of(roles), roles))
            .GroupBy(question => question.Hash)
            .OrderByDescending(asked => asked.Count())
            .ThenBy(asked => asked.Key, StringComparer.Ordinal)
            .Select(asked => asked.First());
}
