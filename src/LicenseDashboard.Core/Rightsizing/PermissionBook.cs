using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// Numbers every permission named by a role, definition or guard of an organization, so that "held", "contained" and "lost" are bit
/// operations.
/// </summary>
internal sealed class PermissionBook
{
    private readonly Dictionary<PermissionPattern, int> _index = [];
    private readonly List<PermissionPattern> _patterns = [];
    private readonly List<string> _texts = [];

    public PermissionBook(IEnumerable<string> permissions)
    {
        foreach (var text in permissions)
        {
            var pattern = PermissionPattern.Parse(text);
            if (_index.TryAdd(pattern, _patterns.Count))
            {
                _patterns.Add(pattern);
                _texts.Add(text);
            }
        }
    }

    public PermissionSet Empty => new(Words());

    public int IndexOf(string permission) => _index[PermissionPattern.Parse(permission)];

    /// <summary>The permissions exactly as named.</summary>
    public PermissionSet Named(IEnumerable<string> permissions)
    {
        var words = Words();
        foreach (var text in permissions)
        {
            Set(words, IndexOf(text));
        }

        return new(words);
    }

    /// <summary>The known permissions contained in these patterns.</summary>
    public PermissionSet Held(IEnumerable<string> patterns)
    {
        var words = Words();
        foreach (var pattern in patterns.Select(PermissionPattern.Parse))
        {
            if (pattern.IsWide)
            {
                Mark(words, pattern.Contains);
            }
            else if (_index.TryGetValue(pattern, out var index))
            {
                Set(words, index);
            }
        }

        return new(words);
    }

    /// <summary>The known permissions that overlap with these patterns.</summary>
    public PermissionSet Matching(IEnumerable<string> patterns)
    {
        var words = Words();
        foreach (var pattern in patterns.Select(PermissionPattern.Parse))
        {
            Mark(words, pattern.Matches);
        }

        return new(words);
    }

    /// <summary>In ordinal order.</summary>
    public IReadOnlyList<string> Texts(PermissionSet set) => [.. Indices(set).Select(Text)];

    public string Text(int index) => _texts[index];

    /// <summary>In the ordinal order of the texts.</summary>
    public IEnumerable<int> Indices(PermissionSet set) =>
        Enumerable.Range(0, _texts.Count).Where(set.Has).OrderBy(Text, StringComparer.Ordinal);

    private static void Set(ulong[] words, int index) => words[index >> 6] |= 1UL << (index & 63);

    private ulong[] Words() => new ulong[(_patterns.Count + 63) / 64];

    private void Mark(ulong[] words, Func<PermissionPattern, bool> wanted)
    {
        for (var i = 0; i < _patterns.Count; i++)
        {
            if (wanted(_patterns[i]))
            {
                Set(words, i);
            }
        }
    }
}
