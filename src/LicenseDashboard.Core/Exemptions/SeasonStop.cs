using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Exemptions;

/// <summary>
/// The hard stop before a change is made at the vendor: nobody who is needed on a busy day may find the door closed. Pure; it says why not,
/// in words without personal data, or nothing.
/// </summary>
public static class SeasonStop
{
    /// <summary>A season that begins this many days from today counts; one that begins a day later does not yet.</summary>
    public const int HorizonDays = 60;

    /// <summary>Today and the days that count as coming.</summary>
    public static Period Horizon(DateOnly today) => Period.Through(today, today.AddDays(HorizonDays));

    /// <summary>A member of a burst tag keeps their seat whatever the season, and the parts of it that the tag protects.</summary>
    /// <param name="tag">The burst tag that the person holds; null: none.</param>
    /// <param name="before">SKU ids held.</param>
    /// <param name="after">SKU ids held afterwards.</param>
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
            return $"The person is tagged {tag} and would lose the seat that the season needs.";
        }

        return protection.Covers(Protection.Rightsizing) && before.Except(after, StringComparer.Ordinal).Any()
            ? $"The person is tagged {tag} and would lose part of the seat that the season needs."
            : null;
    }

    /// <summary>Under a hard cap the seats that stay free must suffice for the coming season.</summary>
    /// <param name="room">Of a SKU that the change takes.</param>
    /// <param name="onTheirWay">Seats that other changes take and no import has seen.</param>
    /// <param name="needed">Of people needed in the coming days who don't hold the SKU, the person of the change left out.</param>
    public static string? OfRoom(SkuRoom room, int onTheirWay, int needed)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (room is not { OverUse: OverUse.Hard, Free: { } free })
        {
            return null;
        }

        var left = free - onTheirWay - 1;
        return needed > 0 && left < needed
            ? $"{Math.Max(0, left)} seats of {SkuWords.Name(room.Sku)} would stay free, and the season of the coming "
                + $"{HorizonDays} days needs {needed}; the contract refuses over-use at log-in."
            : null;
    }

    /// <summary>How many of the members need the SKU and don't hold it.</summary>
    public static int Needed(IEnumerable<BurstMember> members, string sku, int exceptPerson) =>
        members
            .DistinctBy(member => member.PersonKey)
            .Count(member => member.PersonKey != exceptPerson && !member.Holds && member.Needs.Contains(sku, StringComparer.Ordinal));
}
