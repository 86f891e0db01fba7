using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Records after each complete pull which divisions were hidden from our client. What was pulled for them is not covered, and once a
/// recorded division is visible again, its whole history is pulled again. Records stay until that is done, so after a kill or failure the
/// next run continues.
/// </summary>
internal sealed class DivisionNotes(Import import, UsageStreams streams, Catalogue catalogue)
{
    /// <summary>Only these streams show whether a division's data arrives at all; conversations require presence.</summary>
    private static readonly string[] Telling = [StreamStatus.Presence, StreamStatus.Conversations];

    /// <param name="pulled">Groups whose pull is complete, with the requested days.</param>
    /// <returns>Days to pull again, by group.</returns>
    public async Task<IReadOnlyDictionary<StreamGroup, IReadOnlyList<DateOnly>>> NoteAsync(
        IReadOnlyDictionary<StreamGroup, IReadOnlyList<DateOnly>> pulled,
        CancellationToken ct
    )
    {
        var again = new Dictionary<StreamGroup, IReadOnlyList<DateOnly>>();
        if (!pulled.Keys.Any(group => group.IsPresence))
        {
            return again;
        }

        await using var db = await import.Databases.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                again.Clear();
                db.ChangeTracker.Clear();
                var unseen = await DivisionSigns.UnseenAsync(db, import.Platform, catalogue, import.Today, token);
                foreach (var (group, days) in pulled.Where(p => p.Key.Streams.Any(Telling.Contains)))
                {
                    var stream = group.Streams[0];
                    var hidden = unseen
                        .Where(u => u.Stream == stream && u.DivisionKey != Import.NoDivision)
                        .ToDictionary(u => u.DivisionKey);
                    if (
                        await NoteAsync(db, stream, hidden, [.. days.Select(FactDay.Of)], token)
                        && await MissingAsync(db, stream, group, token) is { Count: > 0 } missing
                    )
                    {
                        again[group] = missing;
                    }
                }
            },
            ct
        );
        return again;
    }

    /// <summary>Removes the records of divisions whose history is complete again.</summary>
    public async Task CloseAsync(IEnumerable<StreamGroup> groups, CancellationToken ct)
    {
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        foreach (var group in groups)
        {
            await db.InTransactionAsync(
                async token =>
                {
                    if ((await MissingAsync(db, group.Streams[0], group, token)).Count == 0)
                    {
                        var key = streams.KeyOf(group.Streams[0]);
                        await db.UncoveredDivisions.Where(n => n.StreamKey == key && n.Shown).ExecuteDeleteAsync(token);
                    }
                },
                ct
            );
        }
    }

    /// <returns>True if a hidden division is visible again.</returns>
    private async Task<bool> NoteAsync(
        LicenseDb db,
        string stream,
        Dictionary<int, UnseenDivision> hidden,
        List<int> pulled,
        CancellationToken ct
    )
    {
        var key = streams.KeyOf(stream);
        var notes = await db.UncoveredDivisions.Where(n => n.StreamKey == key).ToDictionaryAsync(n => n.DivisionKey, ct);
        var words = new List<string>();
        foreach (var (division, seen) in hidden)
        {
            if (!notes.TryGetValue(division, out var note))
            {
                // Not only for the days of this pull: everything that arrived since its last data was incomplete.
                var after = seen.LastShownOn is { } last ? FactDay.Of(last) : int.MinValue;
                await db
                    .Coverage.Where(c => c.StreamKey == key && c.DivisionKey == division && (c.Day > after || pulled.Contains(c.Day)))
                    .ExecuteDeleteAsync(ct);
                db.UncoveredDivisions.Add(new UncoveredDivision { StreamKey = key, DivisionKey = division });
                words.Add(FormattableString.Invariant($"-{division}"));
            }
            else if (note.Shown)
            {
                note.Shown = false;
                await ForgetAsync(db, key, division, ct);
                words.Add(FormattableString.Invariant($"-{division}"));
            }
        }

        foreach (var note in notes.Values.Where(note => !note.Shown && !hidden.ContainsKey(note.DivisionKey)))
        {
            note.Shown = true;
            await ForgetAsync(db, key, note.DivisionKey, ct);
            words.Add(FormattableString.Invariant($"+{note.DivisionKey}"));
        }

        await db.SaveChangesAsync(ct);
        var entry = import.Entry("ingest.stored", $"Divisions shown by {stream}: {string.Join(' ', words)}");
        await db.AppendAsync(words.Count == 0 ? [] : [entry], ct);
        streams.Hide(stream, hidden.Keys);
        return notes.Values.Any(note => note.Shown);
    }

    private static Task<int> ForgetAsync(LicenseDb db, int stream, int division, CancellationToken ct) =>
        db.Coverage.Where(c => c.StreamKey == stream && c.DivisionKey == division).ExecuteDeleteAsync(ct);

    /// <summary>Days pulled earlier that a visible division still lacks, as far back as the vendor keeps them.</summary>
    private async Task<IReadOnlyList<DateOnly>> MissingAsync(LicenseDb db, string stream, StreamGroup group, CancellationToken ct)
    {
        var key = streams.KeyOf(stream);
        var shown = await db.UncoveredDivisions.Where(n => n.StreamKey == key && n.Shown).Select(n => n.DivisionKey).ToListAsync(ct);
        var horizon = FactDay.Of(streams.HorizonOf(group.KeptDays, import.Today));
        shown.Add(Import.NoDivision);
        var counts = await db
            .Coverage.Where(c => c.StreamKey == key && c.Day >= horizon && shown.Contains(c.DivisionKey))
            .GroupBy(c => c.Day)
            .Select(day => new { day.Key, Count = day.Count() })
            .ToListAsync(ct);
        return [.. counts.Where(day => day.Count < shown.Count).Select(day => FactDay.ToDate(day.Key)).Order()];
    }
}
