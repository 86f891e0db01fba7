using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// Who was active in the last known days: a login, a token, presence, or a handled interaction. The single rule behind all counts of
/// active and idle seats.
/// </summary>
internal sealed class SignsOfLife
{
    private readonly int _platform;
    private readonly int _day;
    private readonly DateTime _instant;
    private readonly List<int> _handling;

    private SignsOfLife(int platform, int day, DateTime instant, List<int> handling, bool known, List<int> hidden) =>
        (_platform, _day, _instant, _handling, IsKnown, HiddenDivisions) = (platform, day, instant, handling, known, hidden);

    /// <summary>
    /// True if presence covers all of those days: people without activity are then idle, except those in <see cref="HiddenDivisions"/>.
    /// Otherwise they are unknown.
    /// </summary>
    public bool IsKnown { get; }

    /// <summary>Keys of divisions hidden from our client in the last pull of presence; people there without activity are unknown.</summary>
    public IReadOnlyList<int> HiddenDivisions { get; }

    /// <param name="days">Number of days up to C of presence; later activity counts, too.</param>
    public static async Task<SignsOfLife> ReadAsync(
        LicenseDb db,
        Catalogue catalogue,
        Platform platform,
        DateOnly today,
        int days,
        CancellationToken ct
    )
    {
        var presence = await db
            .Streams.AsNoTracking()
            .SingleOrDefaultAsync(s => s.PlatformKey == platform.Key && s.Name == StreamStatus.Presence, ct);
        var from = (presence?.CompleteThrough ?? today).AddDays(1 - days);
        var day = FactDay.Of(from);

        // Features whose use is a handled conversation, including media that no feature counts.
        List<string> names =
        [
            .. catalogue.Features.Where(f => f.Stream == StreamKind.Conversations).Select(f => f.Key),
            UsageFeature.OtherMedia,
        ];
        var handling = await db
            .Features.Where(f => f.PlatformKey == platform.Key && names.Contains(f.Name))
            .Select(f => f.Key)
            .ToListAsync(ct);
        var known =
            presence is not null
            && !presence.IsLate(today)
            && presence.FirstDay <= from
            && await db.Coverage.CountAsync(
                c => c.StreamKey == presence.Key && c.DivisionKey == 0 && c.Day >= day && c.Day < day + days,
                ct
            ) == days;
        var hidden = presence is null
            ? []
            : await db.UncoveredDivisions.Where(n => n.StreamKey == presence.Key).Select(n => n.DivisionKey).ToListAsync(ct);
        var instant = DateTimeOffset.FromUnixTimeSeconds(LocalDays.StartOf(platform.Zone, from)).UtcDateTime;
        return new SignsOfLife(platform.Key, day, instant, handling, known, hidden);
    }

    /// <summary>Keys of the platform's active people.</summary>
    public IQueryable<int> Seen(LicenseDb db)
    {
        var (platform, day, instant, handling) = (_platform, _day, _instant, _handling);
        return db
            .People.Where(p =>
                p.PlatformKey == platform
                && (
                    p.LastLoginAt >= instant
                    || p.LastTokenAt >= instant
                    || db.PersonDays.Any(d => d.PersonKey == p.Key && d.LastDay >= day)
                    || db.FeatureUses.Any(u => u.PersonKey == p.Key && u.LastUsedOn >= day && handling.Contains(u.FeatureKey))
                )
            )
            .Select(p => p.Key);
    }
}
