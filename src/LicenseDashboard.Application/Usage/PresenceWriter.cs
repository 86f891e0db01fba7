using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// The only writer of presence sessions and of <see cref="PersonDays"/>, their rollup. One replacement at a time for each platform.
/// </summary>
public sealed class PresenceWriter(IDbContextFactory<LicenseDb> dbs, ILicenseDbProvider provider)
{
    /// <summary>
    /// Afterwards the platform's presence within the range's local days is exactly what <paramref name="rows"/> say, in any order,
    /// clipped to those days and joined with what is stored on either side. The rows are read to their end before anything is written;
    /// if they fail, nothing has changed. A replacement that is broken off leaves days without coverage; doing it again completes it,
    /// and doing it twice changes nothing. Stretches without an end go on to where the data ends or the person's next one begins, from
    /// pull to pull (<see cref="OpenPresence"/>).
    /// </summary>
    /// <param name="until">UTC; where the vendor's data ends. Null: with the days.</param>
    public async Task<FactChanges> ReplaceAsync(
        FactRange range,
        TimeZoneInfo zone,
        IAsyncEnumerable<PresenceStretch> rows,
        CancellationToken ct,
        DateTime? until = null
    )
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(range.Days is > 0 and <= FactRange.MaxDays, true, nameof(range));
        var days = new LocalDays(zone, range.From, range.To);
        var seenPeople = new HashSet<int>();
        using var stretches = new RowSorter<PresenceStretch>(provider.SpillFolder);
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (row.Start < row.End && row.Start < days.End && row.End > days.Start)
            {
                seenPeople.Add(row.PersonKey);
                stretches.Add(row);
            }
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var bulk = provider.OpenBulk(db);
        var people = await db
            .People.Where(person => person.PlatformKey == range.PlatformKey)
            .Select(person => person.Key)
            .ToHashSetAsync(ct);
        people.UnionWith(seenPeople);
        var seen = new PresenceSeen(days);
        var end = until is { } instant ? new DateTimeOffset(instant, TimeSpan.Zero).ToUnixTimeSeconds() : days.End;
        var open = await OpenPresence.ReadAsync(bulk, days, end, people, ct);
        var edges = await PresenceEdges.ReadAsync(bulk, days, people, ct);
        using var sessions = new RowSorter<SessionRow>(provider.SpillFolder);
        foreach (var session in SessionRow.Joined(edges.Around(seen.Watch(open.Resolve(stretches.Sorted())))))
        {
            sessions.Add(session);
        }

        var carry = new PresenceCarry(db, bulk, range, zone, days, end, open);
        return await new PresenceReplacement(db, bulk, range, zone, people, edges).RunAsync(sessions.Sorted(), seen, carry, ct);
    }
}

/// <summary>Days on which people were present, and last on a queue, by the rows of one pull.</summary>
internal sealed class PresenceSeen(LocalDays days)
{
    public Dictionary<int, PresentDays> Present { get; } = [];

    public Dictionary<int, int> OnQueue { get; } = [];

    public LocalDays Days => days;

    public IEnumerable<SessionRow> Watch(IEnumerable<PresenceStretch> sorted)
    {
        foreach (var row in sorted)
        {
            var (first, last) = (days.DayOf(row.Start), days.DayOf(row.End - 1));
            var seen = Present.GetValueOrDefault(row.PersonKey);
            for (var day = first; day <= last; day++)
            {
                seen = seen.With(day);
            }

            Present[row.PersonKey] = seen;
            if (row.Kind == PresenceKind.OnQueue)
            {
                OnQueue[row.PersonKey] = Math.Max(OnQueue.GetValueOrDefault(row.PersonKey, last), last);
            }

            yield return new SessionRow(row.Start, row.PersonKey, row.End, row.Kind == PresenceKind.Idle ? (int)(row.End - row.Start) : 0);
        }
    }
}
