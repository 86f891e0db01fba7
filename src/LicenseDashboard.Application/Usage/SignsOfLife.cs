using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// Who showed a sign of life in the last days that are known: a login, a token, presence, or a handled interaction. The one rule behind
/// every count of active and idle seats.
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
    /// Presence covers all of those days: who showed none is idle, but for people of <see cref="HiddenDivisions"/>. Otherwise
    /// nothing is said of them.
    /// </summary>
    public bool IsKnown { get; }

    /// <summary>
    /// Keys of divisions that the last pull of presence did not show to our client: nothing is said of their people who showed no
    /// sign.
    /// </summary>
    public IReadOnlyList<int> HiddenDivisions { get; }

    /// <param name="days">Up to C of presence; whatever lies after counts too.</param>
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

        // Features whose use is a handled conversation, in media that a feature counts or not.
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

    /// <summary>Keys of the platform's people who showed one.</summary>
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
