using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>What became of a seat that was reviewed.</summary>
public enum ReclamationOutcome
{
    /// <summary>Approved or being restored: in progress, or handed over.</summary>
    UnderWay,
    Reclaimed,

    /// <summary>Withdrawn because of activity.</summary>
    CameBack,
    Restored,
    Kept,

    /// <summary>The person left, or the seat was gone.</summary>
    Withdrawn,
}

/// <summary>Filter and order of seats. Empty lists don't filter.</summary>
public sealed record ReclamationFilter
{
    /// <summary>Platform key.</summary>
    public string? Platform { get; init; }

    public IReadOnlyList<RecommendationStatus> Statuses { get; init; } = [];

    public IReadOnlyList<Lane> Lanes { get; init; } = [];

    public IReadOnlyList<ReclamationStep> Steps { get; init; } = [];

    public ReclamationOutcome? Outcome { get; init; }

    /// <summary>Vendor ID; includes everyone below.</summary>
    public string? Manager { get; init; }

    /// <summary>Division names.</summary>
    public IReadOnlyList<string> Divisions { get; init; } = [];

    /// <summary>Held base SKU IDs.</summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];

    /// <summary>Null: all.</summary>
    public CashFilter? Cash { get; init; }

    /// <summary>Part of a name, mail, manager or division, ignoring case.</summary>
    public string? Text { get; init; }

    /// <summary>Only rows changed at or after this UTC time.</summary>
    public DateTime? ChangedSince { get; init; }

    /// <summary>One of <see cref="ReclamationSort.Fields"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = ReclamationSort.Default;

    /// <summary>The rows for the viewer, unordered; or a refusal that says what is wrong and how to fix it.</summary>
    internal async Task<Outcome<IQueryable<ReclamationPair>[]>> ApplyAsync(LicenseDb db, Viewer viewer, CancellationToken ct)
    {
        if (!ReclamationSort.IsKnown(Sort))
        {
            return Refusal.Invalid(
                $"sort '{Sort}' is not one of {string.Join(", ", ReclamationSort.Fields)}, prefixed with - for descending."
            );
        }

        var filter = new RecommendationFilter
        {
            Platform = Platform,
            Statuses = Statuses,
            Lanes = Lanes,
            Kinds = [RecommendationKind.Reclaim],
            Manager = Manager,
            Divisions = Divisions,
            Tiers = Tiers,
            Text = Text,
            Cash = Cash,
        };
        var query = await filter.ApplyAsync(db, viewer, ct);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var rows = query
            .Value[0]
            .Join(
                db.ReclamationCases.AsNoTracking(),
                row => row.Id,
                one => one.RecommendationId,
                (row, one) => new ReclamationPair { Row = row, Case = one }
            );
        if (Steps.Count > 0)
        {
            ReclamationStep[] steps = [.. Steps];
            rows = rows.Where(r => steps.Contains(r.Case.Step));
        }

        if (ChangedSince is { } since)
        {
            rows = rows.Where(r => r.Row.ChangedAt >= since);
        }

        return new[] { Outcome is { } outcome ? Having(db, rows, outcome) : rows };
    }

    private static IQueryable<ReclamationPair> Having(LicenseDb db, IQueryable<ReclamationPair> rows, ReclamationOutcome outcome) =>
        outcome switch
        {
            ReclamationOutcome.UnderWay => rows.Where(r =>
                r.Row.Status == RecommendationStatus.Approved || r.Row.Status == RecommendationStatus.Restoring
            ),
            ReclamationOutcome.Kept => rows.Where(r => r.Row.Status == RecommendationStatus.Rejected),
            ReclamationOutcome.Restored => rows.Where(r =>
                db.Remediations.Any(i => i.RecommendationId == r.Row.Id && i.Status == RemediationStatus.Restored)
            ),
            ReclamationOutcome.Reclaimed => rows.Where(r => r.Row.Status == RecommendationStatus.Done),
            ReclamationOutcome.CameBack => rows.Where(r =>
                r.Row.Status == RecommendationStatus.Withdrawn && r.Row.StatusNote.StartsWith(ReclaimPlan.SignOfLife)
            ),
            ReclamationOutcome.Withdrawn => rows.Where(r =>
                r.Row.Status == RecommendationStatus.Withdrawn
                && !r.Row.StatusNote.StartsWith(ReclaimPlan.SignOfLife)
                && !db.Remediations.Any(i => i.RecommendationId == r.Row.Id && i.Status == RemediationStatus.Restored)
            ),
        };
}

/// <summary>A row with its case. Properties rather than a constructor, so that the database can filter and sort by them.</summary>
internal sealed class ReclamationPair
{
    public required Recommendation Row { get; init; }

    public required ReclamationCase Case { get; init; }
}

/// <summary>A total order: every field is followed by the ID, so that pages neither overlap nor skip rows.</summary>
public static class ReclamationSort
{
    public const string Default = "dueOn";

    private static readonly Dictionary<string, Expression<Func<ReclamationPair, object?>>> _fields = new(StringComparer.Ordinal)
    {
        ["dueOn"] = r => r.Case.DueOn,
        ["lastSeenOn"] = r => r.Case.LastSeenOn,
        ["step"] = r => r.Case.DueOn,
        ["listMonthlySaving"] = r => r.Row.ListSavingMicros,
        ["cashMonthlySaving"] = r => r.Row.CashMicros,
        ["cashFrom"] = r => r.Row.CashFrom,
        ["cashHorizonSaving"] = r => r.Row.CashHorizonMicros,
        ["name"] = r => r.Row.Name,
        ["manager"] = r => r.Row.ManagerName,
        ["division"] = r => r.Row.Division,
        ["currentSkus"] = r => r.Row.Held,
        ["lane"] = r => r.Row.Lane,
        ["status"] = r => r.Row.Status,
        ["changedAt"] = r => r.Row.ChangedAt,
        ["id"] = r => r.Row.Id,
    };

    public static IReadOnlyCollection<string> Fields => _fields.Keys;

    public static bool IsKnown(string sort) => _fields.ContainsKey(sort.StartsWith('-') ? sort[1..] : sort);

    internal static Keyset<ReclamationPair> Order(string sort) => new(sort, _fields[sort.TrimStart('-')], r => r.Row.Id);

    internal static IQueryable<ReclamationPair> OrderedBy(this IQueryable<ReclamationPair> rows, string sort) => Order(sort).Sorted(rows);
}
