using System.Numerics;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Permissions of one <see cref="PermissionBook"/> as bits. Immutable.</summary>
internal readonly struct PermissionSet(ulong[] words)
{
    private readonly ulong[] _words = words;

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    public bool Has(int index) => (_words[index >> 6] & (1UL << (index & 63))) != 0;

    public bool IsWithin(PermissionSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & ~other._words[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    public bool Meets(PermissionSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & other._words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public PermissionSet Except(PermissionSet other)
    {
        var result = new ulong[_words.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = _words[i] & ~other._words[i];
        }

        return new(result);
    }

    public PermissionSet And(PermissionSet other)
    {
        var result = new ulong[_words.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = _words[i] & other._words[i];
        }

        return new(result);
    }

    public static PermissionSet operator |(PermissionSet left, PermissionSet right)
    {
        var result = new ulong[left._words.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = left._words[i] | right._words[i];
        }

        return new(result);
    }
}
