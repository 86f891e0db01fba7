using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Rightsizing.Guards;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>
/// The rule of one platform and day under the given policies: the daily run writes what it says, a preview only shows it. Pure.
/// </summary>
internal sealed class ReclaimRule(
    LoadedOrganization loaded,
    LoadPolicies policies,
    Catalogue catalogue,
    DateOnly today,
    RightsizingOptions limits
)
{
    private readonly Dictionary<int, PersonFacts> _people = loaded.People.ToDictionary(person => person.Key);

    public InactivityResult Apply()
    {
        var seats = new InactiveSeats(loaded.Facts with { InactiveAfter = policies.InactiveAfter }, today, policies.TermsOf, limits);
        return new InactivityResult(
            today,
            loaded.People.Select(seats.Check).OfType<ReclaimFinding>().ToDictionary(finding => finding.PersonKey),
            _people.ToDictionary(person => person.Key, person => person.Value.Seen),
            loaded.People.Where(person => person.IsActive).Select(person => person.Key).ToHashSet(),
            loaded
                .People.Where(person => person.Skus.Any(sku => catalogue.Find(sku.Id) is { IsBase: true }))
                .Select(person => person.Key)
                .ToHashSet(),
            key => seats.WindowFrom(_people.TryGetValue(key, out var person) ? person.Division : ""),
            loaded.LateNote
        );
    }

    public ReclaimPlan Plan(InactivityResult result, ReclaimRows rows) =>
        ReclaimPlan.Of(result, rows.Live, rows.Taken, rows.Suppressed, rows.People, IsAutomatic);

    public int GraceOf(int person) => policies.TermsOf(_people[person].Division).GraceDays;

    private bool IsAutomatic(int key) =>
        _people.TryGetValue(key, out var person) && policies.TermsOf(person.Division).Mode == ReclamationMode.Automatic;
}

/// <summary>The existing rows that a rule's result is compared with.</summary>
/// <param name="Taken">People with a live row of any kind.</param>
/// <param name="OpenDowngrades">Those of them whose row is an open recommendation of another license.</param>
/// <param name="Suppressed">People who are left alone for now.</param>
internal sealed record ReclaimRows(
    IReadOnlyCollection<LiveReclaim> Live,
    IReadOnlySet<int> Taken,
    IReadOnlySet<int> OpenDowngrades,
    IReadOnlySet<int> Suppressed,
    IReadOnlyDictionary<int, PersonLine> People
)
{
    public static async Task<ReclaimRows> ReadAsync(LicenseDb db, int platform, DateOnly today, CancellationToken ct)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var live = await db
            .Recommendations.Where(r =>
                r.PlatformKey == platform && (r.Status == RecommendationStatus.Open || r.Status == RecommendationStatus.Approved)
            )
            .Select(LiveRow.Projection)
            .ToListAsync(ct);
        var cases = await db
            .ReclamationCases.Where(c =>
                db.Recommendations.Any(r =>
                    r.Id == c.RecommendationId
                    && r.PlatformKey == platform
                    && (r.Status == RecommendationStatus.Open || r.Status == RecommendationStatus.Approved)
                )
            )
            .ToDictionaryAsync(c => c.RecommendationId, ct);
        var before = await db
            .Decisions.Where(d =>
                d.Kind == DecisionKind.Approve
                && d.By.StartsWith(TakeDueSeats.ActorPrefix)
                && db.ReclamationCases.Any(c => c.RecommendationId == d.RecommendationId)
            )
            .Select(d => d.RecommendationId)
            .Distinct()
            .ToListAsync(ct);
        var suppressed = await db
            .Recommendations.Where(r => r.PlatformKey == platform && r.Kind == RecommendationKind.Reclaim && r.SuppressedUntil > today)
            .Select(r => r.PersonKey)
            .ToListAsync(ct);
        suppressed.AddRange(await DirectoryImports.ChangedSinceAsync(db, platform, ct));
        var taken = before.ToHashSet();
        return new ReclaimRows(
            [.. live.Where(row => cases.ContainsKey(row.Id)).Select(row => new LiveReclaim(row, cases[row.Id], taken.Contains(row.Id)))],
            live.Select(row => row.PersonKey).ToHashSet(),
            live.Where(row => row.Kind != RecommendationKind.Reclaim && row.Status == RecommendationStatus.Open)
                .Select(row => row.PersonKey)
                .ToHashSet(),
            suppressed.ToHashSet(),
            await PersonLines.ReadAsync(db, platform, ct)
        );
    }
}
