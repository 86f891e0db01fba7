using System.Globalization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Utilization;

namespace LicenseDashboard.Core.Notices;

/// <summary>The text of a digest about pools that are running full. Pure.</summary>
public static class PoolWords
{
    private const string Page = "/utilization";

    private const string Why =
        "You receive this because LicenseDashboard watches how many of your licenses are in use at the same time. It is sent once for "
        + "each threshold, and again only after use has been clearly lower for 15 minutes.";

    /// <param name="divisions">Names by key.</param>
    public static DigestContent Raised(string platform, IReadOnlyList<PoolAlert> raised, IReadOnlyDictionary<int, string> divisions)
    {
        // One pool can pass several thresholds at once; the highest says it all.
        var pools = raised
            .GroupBy(alert => (alert.Sku, alert.DivisionKey))
            .Select(pool => pool.MaxBy(alert => alert.Threshold)!)
            .OrderByDescending(alert => alert.Threshold)
            .ThenBy(alert => alert.Sku, StringComparer.Ordinal)
            .ToList();
        var first = pools[0];
        var subject =
            pools.Count == 1
                ? $"{Name(first, divisions)}: {first.Threshold}% of licenses in use"
                : FormattableString.Invariant($"{pools.Count} license types are running out");
        return new DigestContent(
            subject,
            $"Sign-ins on {platform} passed a license threshold.",
            string.Join(" ", pools.Select(pool => Sentence(pool, divisions))),
            Page,
            [new DigestSection("In use now", Page, [.. pools.Select(pool => new DigestLine(Sentence(pool, divisions), Link(pool)))], 0)]
        )
        {
            Why = Why,
        };
    }

    private static string Sentence(PoolAlert pool, IReadOnlyDictionary<int, string> divisions) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name(pool, divisions)}: {pool.Used:N0} of {pool.Entitled:N0} licenses are in use ({pool.Used * 100L / pool.Entitled}%)"
        ) + (pool.ByRole ? ", counted by role." : ".");

    private static string Name(PoolAlert pool, IReadOnlyDictionary<int, string> divisions) =>
        SkuWords.Name(pool.Sku) + (divisions.TryGetValue(pool.DivisionKey, out var division) ? $" in {division}" : "");

    private static string Link(PoolAlert pool) => $"{Page}?sku={Uri.EscapeDataString(pool.Sku)}";
}
