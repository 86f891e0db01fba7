using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;
using PresentDays = LicenseDashboard.Application.Usage.PresentDays;

namespace LicenseDashboard.Application.Billing;

/// <summary>Who logged in on which days, and, where peaks or hours are billed, who was present when.</summary>
internal sealed class BillingUse
{
    private readonly Dictionary<int, List<DateOnly>> _logIns = [];
    private readonly Dictionary<int, List<PresentFor>> _presence = [];

    public IReadOnlyList<DateOnly> LogInsOf(int person) => _logIns.TryGetValue(person, out var days) ? days : [];

    public IReadOnlyList<PresentFor> PresenceOf(int person) => _presence.TryGetValue(person, out var stretches) ? stretches : [];

    /// <param name="days">Everything else is left out.</param>
    /// <param name="needsSeconds">False if days are enough; then the rollup of presence is read where it reaches back far enough.</param>
    public static async Task<BillingUse> ReadAsync(
        LicenseDb db,
        Platform platform,
        Period days,
        DateOnly today,
        bool needsSeconds,
        CancellationToken ct
    )
    {
        var use = new BillingUse();
        await use.AddLogInsAsync(db, platform, days, ct);
        if (needsSeconds || days.Start <= today.AddDays(-PresentDays.Window))
        {
            await use.AddPresenceAsync(db, platform, days, ct);
        }
        else
        {
            await use.AddPresentDaysAsync(db, platform, days, ct);
        }

        return use;
    }

    private async Task AddLogInsAsync(LicenseDb db, Platform platform, Period days, CancellationToken ct)
    {
        var (first, last) = (FactDay.Of(days.Start), FactDay.Of(days.LastDay));
        var earlier =
            from day in db.LogInDays
            join person in db.People on day.PersonKey equals person.Key
            where day.Day >= first && day.Day <= last && person.PlatformKey == platform.Key
            select day;
        await foreach (var day in earlier.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            Add(day.PersonKey, FactDay.ToDate(day.Day), days);
        }

        var since = platform.StartOf(days.Start);
        var latest = await db
            .People.Where(p => p.PlatformKey == platform.Key && (p.LastLoginAt >= since || p.LastBilledAt >= since))
            .Select(p => new
            {
                p.Key,
                p.LastLoginAt,
                p.LastBilledAt,
            })
            .ToListAsync(ct);
        foreach (var person in latest)
        {
            Add(person.Key, platform.DayOf(person.LastLoginAt), days);
            Add(person.Key, platform.DayOf(person.LastBilledAt), days);
        }
    }

    private async Task AddPresenceAsync(LicenseDb db, Platform platform, Period days, CancellationToken ct)
    {
        var people = await db.People.Where(p => p.PlatformKey == platform.Key).Select(p => p.Key).ToHashSetAsync(ct);
        var (start, end) = (LocalDays.StartOf(platform.Zone, days.Start), LocalDays.StartOf(platform.Zone, days.End));
        var before = start - SessionRow.Longest;
        var sessions = db
            .PresenceSessions.Where(s => s.Start >= before && s.Start < end && s.End > start)
            .Select(s => new
            {
                s.Start,
                s.PersonKey,
                s.End,
            });
        await foreach (var session in sessions.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (people.Contains(session.PersonKey))
            {
                ListOf(_presence, session.PersonKey).Add(new PresentFor(Math.Max(session.Start, start), Math.Min(session.End, end)));
            }
        }
    }

    private async Task AddPresentDaysAsync(LicenseDb db, Platform platform, Period days, CancellationToken ct)
    {
        var first = FactDay.Of(days.Start);
        var rollups =
            from rollup in db.PersonDays
            join person in db.People on rollup.PersonKey equals person.Key
            where person.PlatformKey == platform.Key && rollup.LastDay >= first
            select rollup;
        await foreach (var rollup in rollups.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            var present = new PresentDays(rollup.LastDay, new UInt128((ulong)rollup.Earlier, (ulong)rollup.Recent), rollup.FirstPresentOn);
            for (var day = Math.Min(FactDay.Of(days.LastDay), rollup.LastDay); day >= first; day--)
            {
                if (present.Has(day))
                {
                    Add(rollup.PersonKey, FactDay.ToDate(day), days);
                }
            }
        }
    }

    private void Add(int person, DateOnly? day, Period days)
    {
        if (day is { } on && days.Contains(on))
        {
            ListOf(_logIns, person).Add(on);
        }
    }

    private static List<T> ListOf<T>(Dictionary<int, List<T>> lists, int person)
    {
        if (!lists.TryGetValue(person, out var list))
        {
            lists[person] = list = [];
        }

        return list;
    }
}

/// <summary>How far presence is complete, and which days of it are missing.</summary>
/// <param name="Covered">Days whose pull is complete, though a division may have been hidden.</param>
/// <param name="Hidden">Days on which a division was hidden from our client.</param>
internal sealed record PresenceDays(DateOnly CompleteThrough, IReadOnlySet<DateOnly> Covered, IReadOnlySet<DateOnly> Hidden)
{
    public static async Task<PresenceDays> ReadAsync(LicenseDb db, Platform platform, DateOnly today, CancellationToken ct)
    {
        var stream = await db
            .Streams.AsNoTracking()
            .SingleOrDefaultAsync(s => s.PlatformKey == platform.Key && s.Name == StreamStatus.Presence, ct);
        if (stream?.CompleteThrough is not { } through)
        {
            // Nothing is complete, so no period is closed; seats and log-ins are known since the first import.
            return new PresenceDays((platform.FirstSnapshotOn ?? today).AddDays(-1), new HashSet<DateOnly>(), new HashSet<DateOnly>());
        }

        var covered = await DaysAsync(0);
        var hidden = new HashSet<DateOnly>();
        foreach (
            var division in await db.UncoveredDivisions.Where(d => d.StreamKey == stream.Key).Select(d => d.DivisionKey).ToListAsync(ct)
        )
        {
            hidden.UnionWith(covered.Except(await DaysAsync(division)));
        }

        return new PresenceDays(through, covered, hidden);

        async Task<HashSet<DateOnly>> DaysAsync(int division) =>
            [
                .. (
                    await db.Coverage.Where(c => c.StreamKey == stream.Key && c.DivisionKey == division).Select(c => c.Day).ToListAsync(ct)
                ).Select(FactDay.ToDate),
            ];
    }

    /// <summary>Of days that should be complete; those before the first snapshot are missing because no seat is known.</summary>
    public IReadOnlyCollection<DateOnly> NotCovered(Period days, DateOnly? firstSnapshot)
    {
        var missing = new List<DateOnly>();
        for (var day = days.Start; day < days.End && day <= CompleteThrough; day = day.AddDays(1))
        {
            if (!Covered.Contains(day) || Hidden.Contains(day) || firstSnapshot is null || day < firstSnapshot)
            {
                missing.Add(day);
            }
        }

        return missing;
    }
}
