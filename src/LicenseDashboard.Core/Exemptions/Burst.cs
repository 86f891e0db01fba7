using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Exemptions;

/// <summary>A person with a burst tag.</summary>
/// <param name="Needs">
/// SKU IDs of the seat they need in the season: the one they hold, otherwise the one they held last. Empty means unknown, not none.
/// </param>
/// <param name="Holds">True if they hold it now.</param>
public sealed record BurstMember(int PersonKey, IReadOnlyList<string> Needs, bool Holds);

/// <summary>Contracted and free seats of one SKU.</summary>
/// <param name="Free">Committed minus assigned; null if unknown or not counted in seats.</param>
/// <param name="OveragePrice">Price per month of one seat beyond the commitment; null without a contract line.</param>
/// <param name="Assumed">True if the contract is assumed by the demo.</param>
public sealed record SkuRoom(string Sku, LineBasis? Basis, int? Committed, int? Free, OverUse? OverUse, Money? OveragePrice, bool Assumed);

/// <summary>One SKU in the forecast of one tag.</summary>
/// <param name="People">People who need it in the season.</param>
/// <param name="Holding">Number of them who hold it now.</param>
/// <param name="Shortfall">Number of them without a license within the commitment; null if unknown.</param>
/// <param name="TrueUp">Cost of buying the shortfall for the months of the season; null if unknown.</param>
public sealed record BurstTier(SkuRoom Room, int People, int Holding, int? Shortfall, Money? TrueUp);

/// <summary>The coming season of one burst tag.</summary>
/// <param name="Season">The current or next occurrence.</param>
/// <param name="Months">Number of calendar months it touches; a seat is paid for in each.</param>
/// <param name="Unknown">People whose seat in the season is unknown because they neither hold nor held one.</param>
/// <param name="TrueUp">For all SKUs; null if it is unknown for any of them.</param>
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
    /// <summary>True-up cost beyond the approved budget, at least zero; null if either is unknown or the currencies differ.</summary>
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
        // Within the commitment there is room for current holders and free seats, reduced by the over-use of others.
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
