namespace LicenseDashboard.Application.Ingestion;

/// <summary>The state of one platform's data, for empty pages and the freshness indicator.</summary>
/// <param name="Platform">Name of the platform, as in links.</param>
/// <param name="Step">What a running pull is doing, in words; empty if none is running.</param>
/// <param name="StepsTotal">0 while unknown.</param>
/// <param name="CompleteThrough">C: the last local day with complete usage. Null before the first pull has ended.</param>
/// <param name="Late">True if C is more than three days ago.</param>
/// <param name="Failure">Why the last pull failed, in words for an administrator; empty if it did not.</param>
/// <param name="Evaluated">True once imported data has been evaluated; until then, an empty list says nothing.</param>
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
    /// <summary>One entry per platform for which a pull was ever started. Cheap enough to call every second.</summary>
    Task<IReadOnlyList<IngestState>> RunAsync(CancellationToken ct);
}
