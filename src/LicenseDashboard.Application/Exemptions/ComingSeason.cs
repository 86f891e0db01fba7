using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>
/// What the season check needs to know about burst tags before a change: whether the person has one, and how many others will need a seat
/// within the horizon.
/// </summary>
internal sealed class ComingSeason
{
    private readonly IReadOnlyDictionary<string, ExemptionTag> _tags;
    private readonly ILookup<string, BurstMember> _members;
    private readonly DateOnly _today;

    private ComingSeason(IReadOnlyDictionary<string, ExemptionTag> tags, ILookup<string, BurstMember> members, DateOnly today) =>
        (_tags, _members, _today) = (tags, members, today);

    public static async Task<ComingSeason> OfAsync(LicenseDb db, Platform platform, DateOnly today, CancellationToken ct)
    {
        var tags = await db
            .ExemptionTags.AsNoTracking()
            .Where(t => t.PlatformKey == platform.Key && t.IsBurst)
            .ToDictionaryAsync(t => t.Name, ct);
        return new(tags, await BurstMembers.ReadAsync(db, platform.Key, [.. tags.Keys], today, ct), today);
    }

    /// <summary>Why the person may not lose the seat because of their burst tags; null if they may.</summary>
    public static async Task<string?> MemberObjectionAsync(
        LicenseDb db,
        Platform platform,
        int personKey,
        DateOnly today,
        IReadOnlyCollection<string> before,
        IReadOnlyCollection<string> after,
        CancellationToken ct
    )
    {
        var tags = await db
            .ExemptionTags.AsNoTracking()
            .Where(t =>
                t.PlatformKey == platform.Key
                && t.IsBurst
                && db.Exemptions.Any(e => e.PersonKey == personKey && e.Tag == t.Name && (e.To == null || e.To >= today))
            )
            .OrderBy(t => t.Key)
            .ToListAsync(ct);
        return tags.Select(tag => SeasonStop.OfMember(tag.Name, tag.Protection, before, after))
            .FirstOrDefault(objection => objection is not null);
    }

    /// <summary>Number of other people who will need the SKU within the horizon and don't hold it.</summary>
    public int Needed(string sku, int exceptPerson)
    {
        var coming = _tags.Values.Where(tag => tag.Season is { } season && season.Touches(SeasonStop.Horizon(_today)));
        return SeasonStop.Needed(coming.SelectMany(tag => _members[tag.Name]), sku, exceptPerson);
    }
}
