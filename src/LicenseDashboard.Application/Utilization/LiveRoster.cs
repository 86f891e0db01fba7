using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Application.Utilization;

/// <summary>What is counted of one active person, in 32 bytes. Names stay in the database.</summary>
/// <param name="Position">In the reporting line.</param>
/// <param name="Division">Key; 0 for none.</param>
/// <param name="Manager">Key of the manager they report to directly; 0 for none.</param>
/// <param name="NameRank">Place in the order of names.</param>
/// <param name="License">Index in <see cref="LiveRoster.Licenses"/>.</param>
/// <param name="Department">Index in <see cref="LiveRoster.Departments"/>.</param>
internal readonly record struct LivePlace(
    long Position,
    int Key,
    int Division,
    int Manager,
    int NameRank,
    ushort License,
    ushort Department
);

/// <summary>One combination of licenses that people hold.</summary>
/// <param name="Tier">Base SKU; null for none.</param>
/// <param name="Known">False if the vendor's answer for their roles is missing.</param>
internal sealed record LiveLicense(IReadOnlyList<int> SkuKeys, IReadOnlyList<string> Skus, string? Tier, bool Known);

/// <summary>A pool that can run full.</summary>
/// <param name="DivisionKey">0 for the whole organization.</param>
internal sealed record LivePool(string Sku, int DivisionKey, string? Division, int Entitled);

/// <summary>
/// The active people of one platform in the order of the reporting line, so that a manager's people are one range of it. Made anew after
/// an import; never changed.
/// </summary>
internal sealed class LiveRoster
{
    private readonly int[] _byKey;

    /// <param name="places">Sorted by position, then by key.</param>
    public LiveRoster(Platform platform, string stamp, LivePlace[] places)
    {
        (Platform, Stamp, Places) = (platform, stamp, places);
        _byKey = [.. Enumerable.Range(0, places.Length)];
        Array.Sort(_byKey, (left, right) => places[left].Key.CompareTo(places[right].Key));
    }

    public Platform Platform { get; }

    /// <summary>Differs once anything of the roster has changed.</summary>
    public string Stamp { get; }

    public LivePlace[] Places { get; }

    public required IReadOnlyList<LiveLicense> Licenses { get; init; }

    /// <summary>The first is empty: no department.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    public required IReadOnlyDictionary<int, string> Divisions { get; init; }

    public required TierSource Tiers { get; init; }

    public required IReadOnlyList<LivePool> Pools { get; init; }

    /// <summary>Contracted licenses by SKU, hourly lines left out.</summary>
    public required IReadOnlyDictionary<string, int> Entitled { get; init; }

    /// <summary>Contracted base licenses; null if no contract counts people.</summary>
    public required int? EntitledBases { get; init; }

    /// <summary>Index of a person; null if they are not active or not imported yet.</summary>
    public int? IndexOf(int key)
    {
        var (low, high) = (0, _byKey.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Places[_byKey[middle]].Key.CompareTo(key);
            if (order == 0)
            {
                return _byKey[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>The people with positions in (from, to].</summary>
    public Range Below(long from, long to) => FirstAfter(from)..FirstAfter(to);

    public LiveLicense LicenseOf(int index) => Licenses[Places[index].License];

    private int FirstAfter(long position)
    {
        var (low, high) = (0, Places.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Places[middle].Position <= position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
