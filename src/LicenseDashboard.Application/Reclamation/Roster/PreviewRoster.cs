using System.Globalization;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Roster;

/// <summary>Says what an HR roster would do, line by line, and writes nothing.</summary>
public sealed class PreviewRoster(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public const int MaxBytes = RosterFile.MaxBytes;

    public async Task<Outcome<RosterPreview>> RunAsync(Viewer viewer, ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.Has(ViewerRoles.Administrator))
        {
            return Refusal.Forbidden("Only an administrator imports a roster.");
        }

        var entries = RosterFile.Read(file.Span);
        if (entries.Refusal is { } refusal)
        {
            return refusal;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var match = await RosterMatch.LoadAsync(db, ct);
        var stands = await Standing.LoadAsync(db, ct);
        var days = (await db.Platforms.AsNoTracking().ToListAsync(ct)).ToDictionary(platform => platform.Key, platform => platform.LocalDay(clock.GetUtcNow()));
        var seen = new Dictionary<int, int>();
        return RosterPreview.Of([.. entries.Value.Select(entry => Line(entry, match, stands, days, seen))]);
    }

    private static RosterLine Line(RosterEntry entry, RosterMatch match, Standing stands, Dictionary<int, DateOnly> days, Dictionary<int, int> seen)
    {
        if (entry.Problem.Length > 0)
        {
            return Of(entry, [], RosterAction.Problem, entry.Problem);
        }

        var people = match.Find(entry);
        if (people.Count == 0)
        {
            return Of(entry, people, RosterAction.Problem, "Nobody has this e-mail or employee id at any platform.");
        }

        if (people.Select(person => person.Key).Where(seen.ContainsKey).ToList() is [var twice, ..])
        {
            return Of(entry, people, RosterAction.Problem, $"Line {seen[twice].ToString(CultureInfo.InvariantCulture)} names the same person; keep one of them.");
        }

        foreach (var person in people)
        {
            seen[person.Key] = entry.Line;
        }

        var today = days[people[0].PlatformKey];
        var ambiguous = people.GroupBy(person => person.PlatformKey).Any(same => same.Count() > 1);
        return entry.Status switch
        {
            RosterStatus.Active or RosterStatus.Leave when ambiguous => Of(entry, people, RosterAction.Problem, "Several accounts fit; give employee id and e-mail of the one that is meant."),
            RosterStatus.Leave when entry.LastDay < today => Of(entry, people, RosterAction.Problem, "The last day of the leave has passed; write active, or another day."),
            RosterStatus.Leave when stands.OnLeave(people, entry.LastDay) => Of(entry, people, RosterAction.Nothing, "On leave already."),
            RosterStatus.Leave => Of(entry, people, RosterAction.SetLeave, "Exempt from reclamation while on leave."),
            RosterStatus.Active when stands.Left(people) => Of(entry, people, RosterAction.ComesBack, "Is back: what was changed is offered for restore."),
            RosterStatus.Active when stands.OnLeave(people) => Of(entry, people, RosterAction.EndLeave, "Back from leave: the exemption ends."),
            RosterStatus.Active => Of(entry, people, RosterAction.Nothing, "Nothing to do."),
            RosterStatus.Terminated when stands.Known(people, entry.LastDay, today) => Of(entry, people, RosterAction.Nothing, "Known already."),
            RosterStatus.Terminated when ambiguous => Of(entry, people, RosterAction.Ambiguous, "Several accounts fit; choose one under Leavers once it is applied."),
            RosterStatus.Terminated when entry.LastDay > today => Of(entry, people, RosterAction.LeavesLater, "Leaves on the last day."),
            RosterStatus.Terminated => Of(entry, people, RosterAction.Leaves, "Leaves now: the seat is freed."),
        };
    }

    private static RosterLine Of(RosterEntry entry, IReadOnlyList<RosterPerson> people, RosterAction action, string words) =>
        new(entry.Line, entry.EmployeeId, entry.Email, entry.StatusText, entry.LastDay, string.Join(", ", people.Select(person => person.Name).Distinct().Take(3)), action, words)
        {
            People = [.. people.Select(person => person.Key)], Means = entry.Status,
        };

    /// <summary>What is written down already.</summary>
    private sealed class Standing(ILookup<int, Leaver> leavers, IReadOnlyList<(Leaver Leaver, HashSet<int> Accounts)> matches, Dictionary<int, DateOnly?> leaves)
    {
        public static async Task<Standing> LoadAsync(LicenseDb db, CancellationToken ct) => new(
            (await db.Leavers.AsNoTracking().Where(l => l.PersonKey != null).ToListAsync(ct)).ToLookup(leaver => leaver.PersonKey!.Value),
            [.. (await db.Leavers.AsNoTracking().Join(db.LeaverCandidates, l => l.Id, c => c.LeaverId, (l, c) => new { Leaver = l, c.PersonKey }).ToListAsync(ct))
                .GroupBy(each => each.Leaver.Id).Select(same => (same.First().Leaver, same.Select(each => each.PersonKey).ToHashSet()))],
            await db.Exemptions.AsNoTracking().Where(e => e.Tag == ExemptionTag.Leave && e.Source == ExemptionSource.Hr).ToDictionaryAsync(e => e.PersonKey, e => e.To, ct));

        public bool OnLeave(IEnumerable<RosterPerson> people) => people.Any(person => leaves.ContainsKey(person.Key));

        public bool OnLeave(IEnumerable<RosterPerson> people, DateOnly? until) => people.All(person => leaves.TryGetValue(person.Key, out var to) && to == until);

        /// <summary>The roster said that they have gone, and nothing has ended that.</summary>
        public bool Left(IEnumerable<RosterPerson> people) => people.Any(person => leavers[person.Key].Any(leaver => leaver is { IsLive: true, Source: LeaverSource.Roster }));

        /// <summary>Said before, also where a person decided otherwise since: a roster that is sent again says nothing new.</summary>
        public bool Known(IEnumerable<RosterPerson> people, DateOnly? lastDay, DateOnly today) => people.GroupBy(person => person.PlatformKey)
            .All(same => same.Skip(1).Any() ? KnownToMatch([.. same.Select(person => person.Key)], lastDay) : Known(same.First(), lastDay, today));

        private bool Known(RosterPerson person, DateOnly? lastDay, DateOnly today) => leavers[person.Key].Any(leaver =>
            (leaver.LastDay == lastDay && leaver.Source == LeaverSource.Roster)
            || (leaver.Status is LeaverStatus.Due or LeaverStatus.Held or LeaverStatus.Planned && !(lastDay > today)));

        /// <summary>As <see cref="ReportLeavers"/> would find it: these accounts have been put up for a match, by a roster, or wait for one that the identity provider asked for.</summary>
        private bool KnownToMatch(int[] accounts, DateOnly? lastDay) => matches.Any(match => match.Leaver.Source == LeaverSource.Roster
            ? match.Leaver.LastDay == lastDay && match.Accounts.SetEquals(accounts)
            : match.Leaver.Status == LeaverStatus.Ambiguous && match.Accounts.Overlaps(accounts));
    }
}
