using System.Numerics;
using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A set of features of one catalogue: bit n stands for the feature at index n.</summary>
internal readonly record struct FeatureSet(ulong Bits)
{
    public static FeatureSet Empty => default;

    public bool IsEmpty => Bits == 0;

    public int Count => BitOperations.PopCount(Bits);

    public bool Has(int index) => index >= 0 && (Bits & (1UL << index)) != 0;

    public bool IsWithin(FeatureSet other) => (Bits & ~other.Bits) == 0;

    public FeatureSet With(int index) => new(Bits | (1UL << index));

    public FeatureSet Except(FeatureSet other) => new(Bits & ~other.Bits);

    public static FeatureSet operator |(FeatureSet left, FeatureSet right) => new(left.Bits | right.Bits);

    public static FeatureSet operator &(FeatureSet left, FeatureSet right) => new(left.Bits & right.Bits);

    public static FeatureSet Of(Catalogue catalogue, IEnumerable<string> keys)
    {
        var set = Empty;
        foreach (var key in keys)
        {
            var index = IndexOf(catalogue, key);
            set = index < 0 ? set : set.With(index);
        }

        return set;
    }

    /// <summary>−1 if the catalogue has no such feature.</summary>
    public static int IndexOf(Catalogue catalogue, string key)
    {
        for (var i = 0; i < catalogue.Features.Count; i++)
        {
            if (catalogue.Features[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    public IReadOnlyList<string> Keys(Catalogue catalogue)
    {
        var keys = new List<string>(Count);
        for (var i = 0; i < catalogue.Features.Count; i++)
        {
            if (Has(i))
            {
                keys.Add(catalogue.Features[i].Key);
            }
        }

        return keys;
    }
}
