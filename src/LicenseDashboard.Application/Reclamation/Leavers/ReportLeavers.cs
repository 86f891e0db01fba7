using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>A report about a person who left.</summary>
/// <param name="Said">Name on the roster, kept while several accounts match.</param>
/// <param name="Told">Who reported it and from which file, as shown to people; empty for an identity provider.</param>
internal sealed record LeaverWord(
    int? IdentityKey,
    LeaverSource Source,
    string By,
    DateOnly? LastDay,
    DateTime Now,
    string? Said = null,
    string Told = ""
)
{
    public const int MaxSaid = 400;
}

/// <summary>
/// Stores reports about leavers in the caller's transaction: due, held by the breaker, scheduled, without a license, or to be matched by a
/// person. Existing leavers are not stored twice.
/// </summary>
internal sealed partial class ReportLeavers(ILogger<ReportLeavers> log)
{
    /// <param name="accounts">All accounts that may be meant. If there are several on one platform, a person chooses.</param>
    /// <param name="toMatch">True if even a single account needs confirmation because it arrived long after the person left.</param>
    public async Task<List<AuditEntry>> RunAsync(
        LicenseDb db,
        LeaverWord word,
        IReadOnlyList<Person> accounts,
        CancellationToken ct,
        bool toMatch = false
    )
    {
        List<AuditEntry> entries = [];
        if (accounts.Count == 0)
        {
            if (
                word.IdentityKey is null
                || !await db.Leavers.AnyAsync(
                    l => l.IdentityKey == word.IdentityKey && l.PersonKey == null && l.Status == LeaverStatus.WithoutSeat,
                    ct
                )
            )
            {
                Add(new LeaverReport(null, null, word.IdentityKey, word.Source, word.By, word.LastDay, LeaverStatus.WithoutSeat));
            }

            return entries;
        }

        // Others wait here until the commit, so that two never count the same hour.
        await LeaverGate.EnterAsync(db, ct);
        foreach (var platform in accounts.GroupBy(account => account.PlatformKey))
        {
            if (toMatch || platform.Count() > 1)
            {
                await AmbiguousAsync([.. platform]);
            }
            else
            {
                await OneAsync(platform.Single());
            }
        }

        return entries;

        async Task AmbiguousAsync(List<Person> candidates)
        {
            var keys = candidates.Select(candidate => candidate.Key).ToHashSet();
            foreach (
                var standing in await db
                    .Leavers.Where(l =>
                        l.Status == LeaverStatus.Ambiguous && db.LeaverCandidates.Any(c => c.LeaverId == l.Id && keys.Contains(c.PersonKey))
                    )
                    .ToListAsync(ct)
            )
            {
                var same = keys.SetEquals(
                    await db.LeaverCandidates.Where(c => c.LeaverId == standing.Id).Select(c => c.PersonKey).ToListAsync(ct)
                );
                if (standing.Source != word.Source || (same && standing.LastDay == word.LastDay))
                {
                    return;
                }

                // Another person may share an account with them; then both wait.
                if (!same && (standing.Said != word.Said || standing.IdentityKey != word.IdentityKey))
                {
                    continue;
                }

                standing.Dismiss(same ? "The last day was changed." : "The matching accounts have changed.", word.Now);
                entries.Add(LeaverAudit.Moved(standing, LeaverStatus.Ambiguous, "dismissed", word.By, word.Now));
            }

            var leaver = Add(
                new LeaverReport(
                    candidates[0].PlatformKey,
                    null,
                    word.IdentityKey,
                    word.Source,
                    word.By,
                    word.LastDay,
                    LeaverStatus.Ambiguous,
                    word.Said
                )
            );
            db.LeaverCandidates.AddRange(
                candidates.Select(candidate => new LeaverCandidate { LeaverId = leaver.Id, PersonKey = candidate.Key })
            );
        }

        async Task OneAsync(Person person)
        {
            var before = await db.Leavers.Where(l => l.PersonKey == person.Key).ToListAsync(ct);
            var status = await StatusAsync(db, person, word, ct);
            var (hearing, standing) = LeaverRule.Hear(before, word.Source, word.LastDay, status);
            switch (hearing)
            {
                case LeaverHearing.Known:
                    return;
                case LeaverHearing.Begin:
                    standing!.Arrive(status, word.Now);
                    entries.Add(LeaverAudit.Moved(standing, LeaverStatus.Scheduled, "reported", word.By, word.Now, word.Told));
                    return;
                case LeaverHearing.Reschedule:
                    standing!.Dismiss("The last day was changed.", word.Now);
                    entries.Add(LeaverAudit.Moved(standing, LeaverStatus.Scheduled, "dismissed", word.By, word.Now));
                    break;
                case LeaverHearing.Report:
                    break;
            }

            Add(new LeaverReport(person.PlatformKey, person.Key, word.IdentityKey, word.Source, word.By, word.LastDay, status));
        }

        Leaver Add(LeaverReport report)
        {
            var leaver = Leaver.Report(report, word.Now);
            db.Leavers.Add(leaver);
            entries.Add(LeaverAudit.Moved(leaver, null, "reported", word.By, word.Now, word.Told));
            return leaver;
        }
    }

    /// <summary>The initial status of a leaver with a known account. Call it with the gate held.</summary>
    public async Task<LeaverStatus> StatusAsync(LicenseDb db, Person person, LeaverWord word, CancellationToken ct)
    {
        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == person.PlatformKey, ct);
        if (LeaverRule.LiesAhead(word.LastDay, platform.LocalDay(word.Now)))
        {
            return LeaverStatus.Scheduled;
        }

        if (!await SeatsComingBack.HoldsSeatAsync(db, person.Key, ct))
        {
            return LeaverStatus.WithoutSeat;
        }

        if (await HoldsAnyoneAsync(db, platform.Key, ct))
        {
            return LeaverStatus.Held;
        }

        if (await PassesAsync(db, platform, word.Now, ct))
        {
            return LeaverStatus.Due;
        }

        Opened(platform.Name, LeaverBreaker.Floor, LeaverBreaker.Percent);
        return LeaverStatus.Held;
    }

    /// <summary>Number of leavers that the breaker still lets pass on a platform.</summary>
    public static async Task<int> RoomAsync(LicenseDb db, Platform platform, DateTime now, CancellationToken ct) =>
        await HoldsAnyoneAsync(db, platform.Key, ct)
            ? 0
            : Math.Max(0, LeaverBreaker.Limit(await HoldersAsync(db, platform.Key, ct)) - await PassedAsync(db, platform.Key, now, ct));

    /// <summary>True if the breaker holds someone. Leavers held by a guard don't affect others.</summary>
    private static async Task<bool> HoldsAnyoneAsync(LicenseDb db, int platform, CancellationToken ct) =>
        db.ChangeTracker.Entries<Leaver>()
            .Any(entry => entry.Entity.PlatformKey == platform && entry.Entity is { Status: LeaverStatus.Held, IsGuarded: false })
        || await db.Leavers.AnyAsync(l => l.PlatformKey == platform && l.Status == LeaverStatus.Held && l.RecommendationId == null, ct);

    private static async Task<int> PassedAsync(LicenseDb db, int platform, DateTime now, CancellationToken ct)
    {
        var since = now - LeaverBreaker.Window;
        return await db.Leavers.CountAsync(l => l.PlatformKey == platform && l.PassedAt > since, ct)
            + db.ChangeTracker.Entries<Leaver>()
                .Count(entry => entry.State == EntityState.Added && entry.Entity.PlatformKey == platform && entry.Entity.PassedAt > since);
    }

    internal static Task<int> HoldersAsync(LicenseDb db, int platform, CancellationToken ct) =>
        db.People.CountAsync(p => p.PlatformKey == platform && db.Seats.Any(s => s.PersonKey == p.Key && s.To == null), ct);

    private static async Task<bool> PassesAsync(LicenseDb db, Platform platform, DateTime now, CancellationToken ct)
    {
        var passed = await PassedAsync(db, platform.Key, now, ct);
        return passed < LeaverBreaker.Floor || LeaverBreaker.Passes(passed, await HoldersAsync(db, platform.Key, ct));
    }

    [LoggerMessage(
        3201,
        LogLevel.Warning,
        "Leavers at {Platform} are held: more than {Floor} people and {Percent} % of the seats left within an hour. An "
            + "administrator releases or dismisses them on the Leavers page"
    )]
    private partial void Opened(string platform, int floor, int percent);
}
