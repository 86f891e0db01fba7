using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Roster;

/// <summary>What is already stored, and how many leavers the breaker still lets pass; each passing line uses one place.</summary>
internal sealed class RosterStanding
{
    private readonly DateTime _now;
    private readonly Dictionary<int, Platform> _platforms;
    private readonly Dictionary<int, int> _room = [];
    private readonly ILookup<int, Leaver> _leavers;
    private readonly IReadOnlyList<(Leaver Leaver, HashSet<int> Accounts)> _matches;
    private readonly Dictionary<int, DateOnly?> _leaves;
    private readonly HashSet<int> _holders;
    private readonly HashSet<int> _gone;

    private RosterStanding(
        DateTime now,
        Dictionary<int, Platform> platforms,
        ILookup<int, Leaver> leavers,
        IReadOnlyList<(Leaver, HashSet<int>)> matches,
        Dictionary<int, DateOnly?> leaves,
        HashSet<int> holders,
        HashSet<int> gone
    )
    {
        (_now, _platforms, _leavers) = (now, platforms, leavers);
        (_matches, _leaves, _holders, _gone) = (matches, leaves, holders, gone);
    }

    public static async Task<RosterStanding> LoadAsync(LicenseDb db, DateTime now, CancellationToken ct) =>
        new(
            now,
            await db.Platforms.AsNoTracking().ToDictionaryAsync(p => p.Key, ct),
            (await db.Leavers.AsNoTracking().Where(l => l.PersonKey != null).ToListAsync(ct)).ToLookup(leaver => leaver.PersonKey!.Value),
            [
                .. (
                    await db
                        .Leavers.AsNoTracking()
                        .Join(db.LeaverCandidates, l => l.Id, c => c.LeaverId, (l, c) => new { Leaver = l, c.PersonKey })
                        .ToListAsync(ct)
                )
                    .GroupBy(each => each.Leaver.Id)
                    .Select(same => (same.First().Leaver, same.Select(each => each.PersonKey).ToHashSet())),
            ],
            await db
                .Exemptions.AsNoTracking()
                .Where(e => e.Tag == ExemptionTag.Leave && e.Source == ExemptionSource.Hr)
                .ToDictionaryAsync(e => e.PersonKey, e => e.To, ct),
            [.. await db.Seats.Where(s => s.To == null).Select(s => s.PersonKey).Distinct().ToListAsync(ct)],
            [
                .. await db
                    .IdentityPeople.Where(l => db.Identities.Any(i => i.Key == l.IdentityKey && i.LeftAt != null))
                    .Select(l => l.PersonKey)
                    .ToListAsync(ct),
            ]
        );

    public DateOnly Today(RosterPerson person) => _platforms[person.PlatformKey].LocalDay(new DateTimeOffset(_now, TimeSpan.Zero));

    public bool OnLeave(IEnumerable<RosterPerson> people) => people.Any(person => _leaves.ContainsKey(person.Key));

    public bool OnLeave(IEnumerable<RosterPerson> people, DateOnly? until) =>
        people.All(person => _leaves.TryGetValue(person.Key, out var to) && to == until);

    /// <summary>True if the roster reported them as gone and nothing has ended that.</summary>
    public bool Left(IEnumerable<RosterPerson> people) =>
        people.Any(person => _leavers[person.Key].Any(leaver => leaver is { IsLive: true, Source: LeaverSource.Roster }));

    /// <summary>True if the identity provider reports them as gone.</summary>
    public bool Gone(IEnumerable<RosterPerson> people) => people.Any(person => _gone.Contains(person.Key));

    /// <summary>
    /// The day of leaving a line refers to: its last day or, if it has none, the day on which the same line was first applied, even if to
    /// an account that no longer exists. Null means now.
    /// </summary>
    public DateOnly? LeftOn(RosterEntry entry, IReadOnlyList<RosterPerson> people, IEnumerable<int> former)
    {
        if (entry.LastDay is { } day)
        {
            return day;
        }

        var said = people
            .Select(person => person.Key)
            .Concat(former)
            .SelectMany(key => _leavers[key])
            .Where(leaver => leaver.IsLive && LeaverRule.WasSaid(leaver, null))
            .ToList();
        return said.Count == 0 ? null : Today(people[0], said.Min(leaver => leaver.ReportedAt));
    }

    /// <summary>
    /// As <see cref="ReportLeavers"/> would find it: these accounts are already waiting for a match, because of a roster or the identity
    /// provider.
    /// </summary>
    public bool KnownToMatch(IReadOnlyList<RosterPerson> accounts, DateOnly? lastDay)
    {
        var keys = accounts.Select(person => person.Key).ToHashSet();
        return _matches.Any(match =>
            match.Leaver.Source == LeaverSource.Roster
                ? match.Leaver.LastDay == lastDay && match.Accounts.SetEquals(keys)
                : match.Leaver.Status == LeaverStatus.Ambiguous && match.Accounts.Overlaps(keys)
        );
    }

    /// <summary>One account per platform. What is known about any of them counts, as does the breaker for any of them.</summary>
    public async Task<(LeaverHearing Hearing, LeaverStatus Status)> HearAsync(
        LicenseDb db,
        IReadOnlyList<RosterPerson> people,
        DateOnly? lastDay,
        CancellationToken ct
    )
    {
        var (heard, begins) = (LeaverHearing.Known, LeaverStatus.WithoutSeat);
        foreach (var person in people)
        {
            var ahead = LeaverRule.LiesAhead(lastDay, Today(person));
            var before = _leavers[person.Key].ToList();
            var status =
                ahead ? LeaverStatus.Scheduled
                : LeaverRule.Hear(before, LeaverSource.Roster, lastDay, LeaverStatus.Due).Hearing == LeaverHearing.Known
                || !await HoldsAsync(db, person, ct)
                    ? LeaverStatus.WithoutSeat
                : LeaverStatus.Due;
            var hearing = LeaverRule.Hear(before, LeaverSource.Roster, lastDay, status).Hearing;
            if (hearing == LeaverHearing.Known)
            {
                continue;
            }

            status = status == LeaverStatus.Due && !await PassesAsync(db, person.PlatformKey, ct) ? LeaverStatus.Held : status;
            (heard, begins) = (
                hearing,
                (begins, status) switch
                {
                    (LeaverStatus.Held, _) or (_, LeaverStatus.Held) => LeaverStatus.Held,
                    (LeaverStatus.WithoutSeat, _) => status,
                    _ => begins,
                }
            );
        }

        return (heard, begins);
    }

    private DateOnly Today(RosterPerson person, DateTime at) =>
        _platforms[person.PlatformKey].LocalDay(new DateTimeOffset(at, TimeSpan.Zero));

    private async Task<bool> HoldsAsync(LicenseDb db, RosterPerson person, CancellationToken ct) =>
        _holders.Contains(person.Key) || await SeatsComingBack.OfAsync(db, person.Key, ct) is not null;

    private async Task<bool> PassesAsync(LicenseDb db, int platform, CancellationToken ct)
    {
        if (!_room.TryGetValue(platform, out var room))
        {
            room = await ReportLeavers.RoomAsync(db, _platforms[platform], _now, ct);
        }

        _room[platform] = room - 1;
        return room > 0;
    }
}
