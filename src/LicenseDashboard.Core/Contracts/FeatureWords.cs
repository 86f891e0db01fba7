namespace LicenseDashboard.Core.Contracts;

/// <summary>Display names of feature keys: <c>speech-analytics</c> is "speech analytics". The key itself stays on the wire only.</summary>
public static class FeatureWords
{
    public static string Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Replace('-', ' ');
    }

    /// <summary>Several, separated by commas.</summary>
    public static string Of(IEnumerable<string> keys) => string.Join(", ", keys.Select(Of));

    /// <summary>At the start of a line: "Speech analytics".</summary>
    public static string Title(string key)
    {
        var words = Of(key);
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
