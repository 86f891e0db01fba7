using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>One feature as evaluated, with its current window.</summary>
/// <param name="From">First day of the window.</param>
/// <param name="To">C of its streams; null while one has none.</param>
/// <param name="CoveredFrom">Earliest day its streams can cover; null if unknown.</param>
public sealed record FeatureDetail(
    string Key,
    FeatureState State,
    DateOnly? From,
    DateOnly? To,
    DateOnly? CoveredFrom,
    DateOnly? LastUsedOn,
    string Why
);

/// <summary>One line of a row's history.</summary>
/// <param name="Who">A person's name, or what acted instead of a person.</param>
/// <param name="Why">Typed by a person, or the program's reason; the route of a failed request only for who reads details.</param>
public sealed record HistoryLine(DateTime At, string Who, string What, string From, string To, string Why);

/// <param name="Roles">Roles that keep the license high, as of the last import.</param>
public sealed record RecommendationDetails(
    RecommendationRow Row,
    Evidence Evidence,
    IReadOnlyList<string> PlanInWords,
    Losses Losses,
    IReadOnlyList<FeatureDetail> Features,
    IReadOnlyList<HistoryLine> History,
    IReadOnlyList<RoleInTheWay> Roles
);

/// <summary>Everything about one row: the evidence, the plan and the history.</summary>
public sealed class RecommendationDetail(IDbContextFactory<LicenseDb> dbs, SignalMap map, RecommendationList list)
{
    /// <summary>Null if it doesn't exist for the viewer.</summary>
    public async Task<RecommendationDetails?> RunAsync(Viewer viewer, RecommendationId id, CancellationToken ct)
    {
        if (await list.OneAsync(viewer, id, ct) is not { } row)
        {
            return null;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var json = await db.RecommendationEvidence.Where(e => e.RecommendationId == id).Select(e => e.Json).SingleAsync(ct);
        var evidence = EvidenceJson.Read(json);
        var divisions = await DivisionsAsync(db, row.PlatformKey, ct);
        return new RecommendationDetails(
            row,
            evidence,
            [.. PlanWords.Of(evidence, divisions)],
            Losses.Of(evidence, divisions),
            await FeaturesAsync(db, row, evidence, ct),
            await HistoryAsync(db, viewer, row, ct),
            await HeldRoles.InTheWayAsync(db, map.Catalogue, row.PlatformKey, row.PersonKey, row.RecommendedSkus, evidence.Plan, ct)
        );
    }

    private static Task<Dictionary<string, string>> DivisionsAsync(LicenseDb db, int platform, CancellationToken ct) =>
        db.Divisions.Where(d => d.PlatformKey == platform).ToDictionaryAsync(d => d.VendorId, d => d.Name, ct);

    private async Task<IReadOnlyList<FeatureDetail>> FeaturesAsync(
        LicenseDb db,
        RecommendationRow row,
        Evidence evidence,
        CancellationToken ct
    )
    {
        var streams = await db
            .Streams.Where(s => s.PlatformKey == row.PlatformKey && s.State == StreamState.Served)
            .ToDictionaryAsync(s => s.Name, ct);
        var uses = await (
            from use in db.FeatureUses
            join feature in db.Features on use.FeatureKey equals feature.Key
            where use.PersonKey == row.PersonKey
            select new { feature.Name, use.LastUsedOn }
        ).ToDictionaryAsync(use => use.Name, use => FactDay.ToDate(use.LastUsedOn), ct);
        var details = new List<FeatureDetail>();
        foreach (var fact in evidence.Features)
        {
            var feature = map.Catalogue.Feature(fact.Key);
            var sources = feature is null
                ? []
                : map.DayStreamsOf(feature).Select(streams.GetValueOrDefault).OfType<StreamStatus>().ToList();
            var to =
                sources.Count > 0 && sources.TrueForAll(s => s.CompleteThrough is not null) ? sources.Min(s => s.CompleteThrough) : null;
            var from = feature is null ? null : to?.AddDays(1 - feature.Lookback);
            details.Add(
                new FeatureDetail(
                    fact.Key,
                    fact.State,
                    from,
                    to,
                    sources.Max(s => s.FirstDay),
                    fact.LastUsedOn ?? (uses.TryGetValue(fact.Key, out var used) ? used : null),
                    fact.Why
                )
            );
        }

        return details;
    }

    private static async Task<IReadOnlyList<HistoryLine>> HistoryAsync(
        LicenseDb db,
        Viewer viewer,
        RecommendationRow row,
        CancellationToken ct
    )
    {
        var id = new RecommendationId(row.Id);
        var remediations = await db.Remediations.Where(r => r.RecommendationId == id).Select(r => r.Id.Value).ToListAsync(ct);
        List<string> subjects = [RecommendationWords.Subject(id), .. remediations.Select(one => $"remediation:{one}")];
        var entries = await db.Audit.Where(e => subjects.Contains(e.Subject)).OrderBy(e => e.Sequence).ToListAsync(ct);
        var names = await AuditHistory.NamesAsync(db, entries.Select(e => e.Actor), ct);
        var raised = await db.Recommendations.Where(r => r.Id == id).Select(r => r.RaisedAt).SingleAsync(ct);
        return
        [
            new HistoryLine(
                raised,
                names("job:evaluate"),
                "recommendation.raised",
                "",
                RecommendationWords.Of(RecommendationStatus.Open),
                row.Reason
            ),
            .. entries.Select(e => new HistoryLine(
                e.At,
                names(e.Actor),
                e.Action,
                e.From,
                e.To,
                e.PersonalText.Length > 0 ? e.PersonalText
                    : e.Action == "remediation.cancelled" || (e.Action == "remediation.failed" && viewer.ReadsDetails) ? e.Detail
                    : ""
            )),
        ];
    }
}

/// <summary>A plan in words.</summary>
internal static class PlanWords
{
    public static IEnumerable<string> Of(Evidence evidence, IReadOnlyDictionary<string, string> divisions) =>
        evidence.Plan.Select(change => Of(change, divisions));

    public static string Of(PlanChange change, IReadOnlyDictionary<string, string> divisions)
    {
        var where = change.Divisions is ["*"]
            ? "in " + Losses.AllDivisions
            : "in " + string.Join(", ", change.Divisions.Select(id => divisions.GetValueOrDefault(id, id)));
        return change.Do == PlanAction.Remove
            ? $"Remove the role {change.Role} {where}."
            : $"Replace the role {change.Role} with {change.NewRole} {where}.";
    }
}
