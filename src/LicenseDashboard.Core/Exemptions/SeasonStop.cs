using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Exemptions;

/// <summary>
/// The final stop before a change is made at the vendor: no one who is needed on a busy day may lose access. Pure. Returns the reason in
/// words without personal data, or null.
/// </summary>
public static class SeasonStop
{
    /// <summary>A season counts if it begins at most this many days from today.</summary>
    public const int HorizonDays = 60;

    /// <summary>Today and the days ahead that count as near.</summary>
    public static Period Horizon(DateOnly today) => Period.Through(today, today.AddDays(HorizonDays));

    /// <summary>A member of a burst tag keeps their seat in any season, as far as the tag protects it.</summary>
    /// <param name="tag">The person's burst tag; null if none.</param>
    /// <param name="before">SKU IDs held now.</param>
    /// <param name="after">SKU IDs held after the change.</param>
    public static string? OfMember(
        string? tag,
        Protection protection,
        IReadOnlyCollection<string> before,
        IReadOnlyCollection<string> after
    )
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (tag is null || before.Count == 0)
        {
            return null;
        }

        if (after.Count == 0)
        {
            return $"The person is tagged {tag} and would lose the license that the season needs.";
        }

        return protection.Covers(Protection.Rightsizing) && before.Except(after, StringComparer.Ordinal).Any()
            ? $"The person is tagged {tag} and would lose part of the license that the season needs."
            : null;
    }

    /// <summary>With a hard cap, the seats that remain free must cover the coming season.</summary>
    /// <param name="room">Of a SKU that the change assigns.</param>
    /// <param name="onTheirWay">Seats assigned by other changes that no import has seen yet.</param>
    /// <param name="needed">
    /// Seats needed in the coming days by people who don't hold the SKU, not counting the person of this change.
    /// </param>
    public static string? OfRoom(SkuRoom room, int onTheirWay, int needed)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (room is not { OverUse: OverUse.Hard, Free: { } free })
        {
            return null;
        }

        var left = free - onTheirWay - 1;
        return needed > 0 && left < needed
            ? $"{Math.Max(0, left)} licenses of {SkuWords.Name(room.Sku)} would stay free, and the season of the next "
                + $"{HorizonDays} days needs {needed}; the contract refuses logins above the limit."
            : null;
    }

    /// <summary>Number of members who need the SKU and don't hold it.</summary>
    public static int Needed(IEnumerable<BurstMember> members, string sku, int exceptPerson) =>
        members
            .DistinctBy(member => member.PersonKey)
            .Count(member => member.PersonKey != exceptPerson && !member.Holds && member.Needs.Contains(sku, StringComparer.Ordinal));
}
