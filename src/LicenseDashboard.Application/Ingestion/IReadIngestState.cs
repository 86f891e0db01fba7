namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// How the data of one platform stands: what a page says while it has nothing else to show, and what the freshness dot says always.
/// </summary>
/// <param name="Platform">Name of the platform, as in links.</param>
/// <param name="Step">What a running pull is doing, in words; empty when none runs.</param>
/// <param name="StepsTotal">0 while the number of steps is not known.</param>
/// <param name="CompleteThrough">C: the last local day for which usage is complete. Null before the first pull has ended.</param>
/// <param name="Late">C is more than three days back.</param>
/// <param name="Failure">Why the last pull failed, in words for an administrator; empty when it did not.</param>
/// <param name="Evaluated">What was imported has been evaluated at least once; until then an empty list says nothing.</param>
public sealed record IngestState(
    string Platform,
    bool Running,
    string Step,
    int StepsDone,
    int StepsTotal,
    DateOnly? CompleteThrough,
    bool Late,
    string Failure,
    bool Evaluated = true
);

public interface IReadIngestState
{
    /// <summary>One entry for each platform that a pull was ever started for. Cheap enough to be asked every second.</summary>
    Task<IReadOnlyList<IngestState>> RunAsync(CancellationToken ct);
}
