using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// The only writer of presence sessions and of <see cref="PersonDays"/>, their rollup. One replacement at a time per platform.
/// </summary>
public sealed class PresenceWriter(IDbContextFactory<LicenseDb> dbs, ILicenseDbProvider provider)
{
    /// <summary>
    /// Replaces the platform's presence within the local days of the range with <paramref name="rows"/>, which may be in any order, are
    /// limited to those days and joined with what is stored on either side. All rows are read before anything is written; if reading
    /// fails, nothing has changed. An interrupted replacement leaves days without coverage; repeating it completes it. Open stretches
    /// continue to the end of the data or to the person's next stretch, from pull to pull (<see cref="OpenPresence"/>).
    /// </summary>
    /// <param name="until">UTC end of the vendor's data; null means the end of the days.</param>
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

/// <summary>Days on which people were present, and last on queue, according to the rows of one pull.</summary>
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
