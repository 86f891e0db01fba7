using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

/// <summary>
/// The proposal of one evaluation for one person, as stored in the row. Two proposals with the same kind and target are the same advice,
/// even if other values were refreshed.
/// </summary>
/// <param name="Held">SKU ids joined by <c>+</c>, base first.</param>
/// <param name="HeldBase">The tier that lists filter by.</param>
/// <param name="Target">SKU IDs joined by <c>+</c>, base first; empty means no seat.</param>
/// <param name="LaneNote">Why the lane is not ready, in words; empty if it is.</param>
/// <param name="HasPlan">False if approving hands the row over to a person.</param>
/// <param name="EvidenceHash">Changes exactly when the stored evidence changes.</param>
public sealed record Advice(
    RecommendationKind Kind,
    Lane Lane,
    string LaneNote,
    string Held,
    string HeldBase,
    string Target,
    string Reason,
    Money ListSaving,
    bool HasPlan,
    string EvidenceHash
)
{
    private const int MaxNote = 500;

    public bool SameAs(Recommendation row) => row.Kind == Kind && row.Target == Target;

    public static Advice Of(Finding finding) =>
        new(
            KindOf(finding.Kind),
            finding.Lane,
            Cut(string.Join("; ", finding.LaneReasons.Select(reason => reason.Words))),
            Join(finding.Held),
            finding.Held[0],
            Join(finding.Target),
            Cut(finding.Reason),
            finding.Saving,
            finding.Plan is not null,
            finding.EvidenceHash
        );

    public static Advice Of(ReclaimFinding finding)
    {
        var evidence = Evidence.Of(finding);
        return new(
            RecommendationKind.Reclaim,
            finding.Lane,
            Cut(string.Join("; ", finding.LaneReasons.Select(reason => reason.Words))),
            Join(finding.Held),
            finding.Held[0],
            Join(evidence.Target),
            Cut(finding.Reason),
            finding.Saving,
            finding.HasPlan,
            evidence.ReclaimHash()
        );
    }

    public static string Join(IEnumerable<string> skuIds) => string.Join('+', skuIds);

    public static string[] Split(string skuIds) => skuIds.Split('+', StringSplitOptions.RemoveEmptyEntries);

    public static RecommendationKind KindOf(FindingKind kind) =>
        kind switch
        {
            FindingKind.Downgrade => RecommendationKind.Downgrade,
            FindingKind.RemoveAddOn => RecommendationKind.RemoveAddOn,
            FindingKind.ReportingOnly => RecommendationKind.ReportingOnly,
        };

    private static string Cut(string text) => text.Length <= MaxNote ? text : text[..(MaxNote - 1)] + "…";
}

/// <summary>
/// The attributes of a person that lists show, search and sort by. Copied to the row so that a page reads a single table.
/// </summary>
/// <param name="Position">Position in the reporting line; what a manager may see is a range of positions.</param>
public sealed record PersonLine(
    int PersonKey,
    string VendorId,
    string Name,
    string? Email,
    int? ManagerKey,
    string? ManagerName,
    string? Division,
    long Position
)
{
    /// <summary>Name, mail, manager and division in lower case, because databases differ in case folding.</summary>
    public string SearchText => string.Join('\n', Name, Email, ManagerName, Division).ToLowerInvariant();
}
