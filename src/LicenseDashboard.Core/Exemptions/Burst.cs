using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Exemptions;

/// <summary>Somebody who holds a burst tag.</summary>
/// <param name="Needs">SKU ids of the seat they need in the season: the one they hold, else the one they held last. Empty = unknown, never
/// none.</param>
/// <param name="Holds">They hold it now.</param>
public sealed record BurstMember(int PersonKey, IReadOnlyList<string> Needs, bool Holds);

/// <summary>What is contracted and free of one SKU.</summary>
/// <param name="Free">Committed minus assigned; null where unknown or not counted in seats.</param>
/// <param name="OveragePrice">Of one seat beyond the commitment, a month; null without a line.</param>
/// <param name="Assumed">The demo assumes the contract; nobody entered it.</param>
public sealed record SkuRoom(string Sku, LineBasis? Basis, int? Committed, int? Free, OverUse? OverUse, Money? OveragePrice, bool Assumed);

/// <summary>One SKU in the forecast of one tag.</summary>
/// <param name="People">Who need it in the season.</param>
/// <param name="Holding">How many of them hold it now.</param>
/// <param name="Shortfall">How many of them would find no seat within the commitment; null where unknown.</param>
/// <param name="TrueUp">What buying the shortfall for the season's months costs; null where unknown.</param>
public sealed record BurstTier(SkuRoom Room, int People, int Holding, int? Shortfall, Money? TrueUp);

/// <summary>The coming season of one burst tag.</summary>
/// <param name="Season">The occurrence that runs or comes next.</param>
/// <param name="Months">Calendar months that it touches: a seat is paid for in each.</param>
/// <param name="Unknown">People whose seat in the season is not known: they hold none, and none is known from before.</param>
/// <param name="TrueUp">Of all its SKUs; null when of any it is unknown.</param>
public sealed record BurstForecast(
    string Tag,
    Period Season,
    int Months,
    int People,
    int Unknown,
    IReadOnlyList<BurstTier> Tiers,
    Money? TrueUp,
    string? BudgetOwner,
    Money? ApprovedBudget
)
{
    /// <summary>
    /// What the true-up costs beyond the approved budget, not below zero; null where either is unknown or they are in different currencies.
    /// </summary>
    public Money? OverBudget =>
        TrueUp is { } cost && ApprovedBudget is { } budget && cost.Currency == budget.Currency
            ? cost with
            {
                Micros = Math.Max(0, cost.Micros - budget.Micros),
            }
            : null;

    public static BurstForecast Of(
        ExemptionTag tag,
        Period season,
        IReadOnlyCollection<BurstMember> members,
        IReadOnlyDictionary<string, SkuRoom> rooms
    )
    {
        ArgumentNullException.ThrowIfNull(tag);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(rooms);
        var months = Exemptions.Season.Months(season);
        var tiers = members
            .SelectMany(member => member.Needs.Select(sku => (Sku: sku, member.Holds)))
            .GroupBy(need => need.Sku, StringComparer.Ordinal)
            .OrderBy(need => need.Key, StringComparer.Ordinal)
            .Select(need =>
                Tier(
                    rooms.GetValueOrDefault(need.Key) ?? new SkuRoom(need.Key, null, null, null, null, null, false),
                    need.Count(),
                    need.Count(one => one.Holds),
                    months
                )
            )
            .ToList();
        return new BurstForecast(
            tag.Name,
            season,
            months,
            members.Count,
            members.Count(member => member.Needs.Count == 0),
            tiers,
            Sum(tiers),
            tag.BudgetOwner,
            tag.ApprovedBudget
        );
    }

    private static BurstTier Tier(SkuRoom room, int people, int holding, int months)
    {
        // Within the commitment there is room for who holds a seat and for what is free; others' over-use takes from it.
        int? shortfall = room.Free is { } free ? Math.Clamp(people - holding - free, 0, people) : null;
        Money? cost = shortfall is { } missing && room.OveragePrice is { } price ? price * missing * months : null;
        return new BurstTier(room, people, holding, shortfall, cost);
    }

    private static Money? Sum(List<BurstTier> tiers)
    {
        if (tiers.Count == 0 || tiers.Exists(tier => tier.TrueUp is null))
        {
            return null;
        }

        return tiers.Select(tier => tier.TrueUp!.Value).Aggregate((sum, one) => sum + one);
    }
}
