using System.Text.RegularExpressions;
using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Testing;

/// <summary>What no text for people says: words that others have replaced, and keys of the catalog.</summary>
public static partial class RetiredWords
{
    /// <summary>A key of one word is a word as any other.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [.. Catalogue.Default.Features.Select(feature => feature.Key).Where(key => key.Contains('-', StringComparison.Ordinal))];

    /// <param name="live">Genesys Cloud calls a presence and a routing status idle. Everywhere else the word is inactive.</param>
    public static IReadOnlyList<string> In(string text, bool live = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
        [
            .. Retired()
                .Matches(text)
                .Select(match => match.Value)
                .Where(word => !live || !word.Equals("idle", StringComparison.OrdinalIgnoreCase)),
            .. Keys.Where(key => text.Contains(key, StringComparison.Ordinal)),
        ];
    }

    [GeneratedRegex(
        @"\b(nobody|somebody|anybody|everybody|whoever|whomever|anew|mend|mended|seats?|idle|signs? of life|our client|at the vendor"
            + @"|waits on you|lies behind|by now|advice|left alone|leave alone|lanes?|unused licenses?|the vendor|the program"
            + @"|catalogue(?!\.\w))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Retired();
}
