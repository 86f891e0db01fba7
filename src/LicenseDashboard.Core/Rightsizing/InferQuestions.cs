namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Which role sets to ask infer about: each that a plan of a run uses and that has no answer yet.</summary>
public static class InferQuestions
{
    /// <summary>New questions a run may ask.</summary>
    public const int MostARun = 100;

    /// <summary>Role ids of each, those with most people first, ties by hash.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(IEnumerable<Verdict> verdicts, int most = MostARun) =>
    [
        .. verdicts.Select(verdict => verdict is NoFinding none ? none.Suppressed : verdict as Finding)
            .Select(finding => finding?.AskInfer)
            .OfType<IReadOnlyList<string>>()
            .GroupBy(RoleSetHash.Of)
            .OrderByDescending(asked => asked.Count())
            .ThenBy(asked => asked.Key, StringComparer.Ordinal)
            .Take(most)
            .Select(asked => asked.First()),
    ];
}
