using System.Collections.Frozen;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>
/// The vendor's words for presence and routing status in one spelling; it also writes <c>On Queue</c>. Known words are one string for
/// everybody.
/// </summary>
internal static class LiveWords
{
    private static readonly FrozenDictionary<string, string> _known = new[]
    {
        "OFFLINE",
        "AVAILABLE",
        "ON_QUEUE",
        "AWAY",
        "BREAK",
        "MEAL",
        "MEETING",
        "TRAINING",
        "BUSY",
        "IDLE",
        "OFF_QUEUE",
        "INTERACTING",
        "COMMUNICATING",
        "NOT_RESPONDING",
    }.ToFrozenDictionary(word => word.Replace("_", "", StringComparison.Ordinal), word => word, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null stays null; an unknown word passes in upper case.</summary>
    public static string? Of(string? word)
    {
        if (string.IsNullOrWhiteSpace(word))
        {
            return null;
        }

        var letters = string.Concat(word.Where(char.IsAsciiLetterOrDigit));
        return _known.GetValueOrDefault(letters) ?? word.Trim().Replace(' ', '_').ToUpperInvariant();
    }

    /// <summary>Null if the person is not named, or nothing is said about them.</summary>
    public static VendorActivity? Activity(string? id, WireLiveUser user) =>
        (Of(user.Presence?.PresenceDefinition?.SystemPresence), Of(user.RoutingStatus?.Status)) switch
        {
            _ when string.IsNullOrEmpty(id) => null,
            (var presence, var routing) => new(
                id,
                presence,
                presence is null ? null : user.Presence!.ModifiedDate,
                routing,
                routing is null ? null : user.RoutingStatus!.StartTime
            ),
        };
}
