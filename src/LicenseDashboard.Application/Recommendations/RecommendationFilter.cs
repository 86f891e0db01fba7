using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>Filter and order of rows. Empty lists don't filter, except kinds, where empty means right-sizing.</summary>
public sealed record RecommendationFilter
{
    /// <summary>Platform key.</summary>
    public string? Platform { get; init; }

    public IReadOnlyList<RecommendationStatus> Statuses { get; init; } = [];

    public IReadOnlyList<Lane> Lanes { get; init; } = [];

    public IReadOnlyList<RecommendationKind> Kinds { get; init; } = [];

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

    /// <summary>One of <see cref="RecommendationSort.Fields"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = RecommendationSort.Default;

    /// <summary>Rows of a group stand together, and <see cref="Sort"/> applies within it. Null: not grouped.</summary>
    public RecommendationGrouping? GroupBy { get; init; }

    /// <summary>Only rows of this group.</summary>
    public RecommendationGroupKey? Group { get; init; }

    /// <summary>The rows for the viewer, unordered; or a refusal that says what is wrong and how to fix it.</summary>
    internal async Task<Outcome<IQueryable<Recommendation>[]>> ApplyAsync(LicenseDb db, Viewer viewer, CancellationToken ct)
    {
        var rows = db.Recommendations.AsNoTracking().VisibleTo(viewer);
        if (Platform is { Length: > 0 } name)
        {
            if (await db.Platforms.Where(p => p.Name == name).Select(p => (int?)p.Key).SingleOrDefaultAsync(ct) is not { } key)
            {
                return Refusal.Invalid($"platform '{name}' is not configured.");
            }

            rows = rows.Where(r => r.PlatformKey == key);
        }

        if (Manager is { Length: > 0 } manager)
        {
            var below = await NamedInFilters.BelowAsync(db, viewer, manager, ct);
            if (below.Refusal is { } unseen)
            {
                return unseen;
            }

            rows = rows.Where(RecommendationScope.Below(below.Value));
        }

        if (await NamedInFilters.DivisionsAsync(db, Divisions, ct) is { } unknown)
        {
            return unknown;
        }

        if (!RecommendationSort.IsKnown(Sort))
        {
            return Refusal.Invalid(
                $"sort '{Sort}' is not one of {string.Join(", ", RecommendationSort.Fields)}, prefixed with - for descending."
            );
        }

        return new[] { Narrow(rows) };
    }

    private IQueryable<Recommendation> Narrow(IQueryable<Recommendation> rows)
    {
        RecommendationKind[] kinds =
            Kinds.Count > 0 ? [.. Kinds] : [RecommendationKind.Downgrade, RecommendationKind.RemoveAddOn, RecommendationKind.ReportingOnly];
        rows = rows.Where(r => kinds.Contains(r.Kind));
        if (Statuses.Count > 0)
        {
            RecommendationStatus[] statuses = [.. Statuses];
            rows = rows.Where(r => statuses.Contains(r.Status));
        }

        if (Lanes.Count > 0)
        {
            Lane[] lanes = [.. Lanes];
            rows = rows.Where(r => lanes.Contains(r.Lane));
        }

        if (Divisions.Count > 0)
        {
            string[] divisions = [.. Divisions];
            rows = rows.Where(r => divisions.Contains(r.Division));
        }

        if (Tiers.Count > 0)
        {
            string[] tiers = [.. Tiers];
            rows = rows.Where(r => tiers.Contains(r.HeldBase));
        }

        if (Cash is { } cash)
        {
            rows = rows.Where(CashFilters.Contains(cash));
        }

        if (Group is { } group)
        {
            rows = rows.Where(group.Contains);
        }

        return Text?.Trim().ToLowerInvariant() is { Length: > 0 } text ? rows.Where(r => r.SearchText.Contains(text)) : rows;
    }
}

/// <summary>A total order: every field is followed by the ID, so that pages neither overlap nor skip rows.</summary>
public static class RecommendationSort
{
    public const string Default = "-listMonthlySaving";

    private static readonly Dictionary<string, Expression<Func<Recommendation, object?>>> _fields = new(StringComparer.Ordinal)
    {
        ["listMonthlySaving"] = r => r.ListSavingMicros,
        ["cashMonthlySaving"] = r => r.CashMicros,
        ["cashFrom"] = r => r.CashFrom,
        ["cashHorizonSaving"] = r => r.CashHorizonMicros,
        ["name"] = r => r.Name,
        ["user"] = r => r.Name,
        ["manager"] = r => r.ManagerName,
        ["division"] = r => r.Division,
        ["currentSkus"] = r => r.Held,
        ["recommendedSkus"] = r => r.Target,
        ["reason"] = r => r.Reason,
        ["kind"] = r => r.Kind,
        ["lane"] = r => r.Lane,
        ["status"] = r => r.Status,
        ["foundOn"] = r => r.FoundOn,
        ["decidedAt"] = r => r.DecidedAt,
        ["decidedBy"] = r => r.DecidedByName,
        ["justification"] = r => r.Justification,
        ["version"] = r => r.Version,
        ["id"] = r => r.Id,
    };

    public static IReadOnlyCollection<string> Fields => _fields.Keys;

    public static bool IsKnown(string sort) => _fields.ContainsKey(sort.StartsWith('-') ? sort[1..] : sort);

    internal static Keyset<Recommendation> Order(RecommendationFilter filter)
    {
        var order = new Keyset<Recommendation>(filter.Sort, _fields[filter.Sort.TrimStart('-')], r => r.Id);
        return filter.GroupBy switch
        {
            RecommendationGrouping.Change => order.GroupedBy("change", r => r.Held, r => r.Target),
            RecommendationGrouping.Manager => order.GroupedBy("manager", r => r.ManagerName, r => r.ManagerKey),
            _ => order,
        };
    }

    internal static IQueryable<Recommendation> OrderedBy(this IQueryable<Recommendation> rows, RecommendationFilter filter) =>
        Order(filter).Sorted(rows);
}
