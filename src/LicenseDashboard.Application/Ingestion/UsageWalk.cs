using System.Collections.Concurrent;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Reads the groups of streams in portions of days, concurrently: rate limiting happens in the connector while other groups read and
/// write. A failing stream doesn't stop the others; it is unknown from then on, with the vendor's message. The run fails only if an early
/// retry makes sense: if conversations or presence, which every rule needs, failed for a temporary reason (no answer, 5xx), or on an
/// internal fault. Refusals (4xx) would be the same in half an hour, and evaluations and audits can wait until tomorrow.
/// </summary>
internal sealed class UsageWalk(Import import, UsageStreams streams, PullUsage pull)
{
    /// <param name="days">Days to read for a group; empty for none. Called only for groups with an end (C).</param>
    /// <param name="settles">True for the pull that brings a stream up to C; false for older history, which says nothing about it.</param>
    /// <returns>The groups that arrived completely, with the requested days.</returns>
    public async Task<IReadOnlyDictionary<StreamGroup, IReadOnlyList<DateOnly>>> RunAsync(
        IReadOnlyList<StreamGroup> groups,
        Func<StreamGroup, DateOnly, IReadOnlyList<DateOnly>> days,
        bool settles,
        CancellationToken ct
    )
    {
        var work = new List<(StreamGroup Group, DateOnly Through, IReadOnlyList<DateOnly> Days, IReadOnlyList<Period> Portions)>();
        foreach (var group in groups)
        {
            if (ThroughOf(group) is not { } through)
            {
                var fault =
                    streams.Faults.GetValueOrDefault(group.Sources[0].Name) ?? streams.Faults.GetValueOrDefault(StreamKind.Presence);
                var words = $"Genesys Cloud does not report how complete this data is. {fault?.Message}";
                await NoteAsync(group.Streams, StateAfter(fault), words, ct);
                continue;
            }

            var asked = days(group, through);
            work.Add((group, through, asked, PullPlan.Portions(asked, group.MostDays, import.Platform.Zone)));
        }

        import.SetSteps(work.Sum(w => w.Portions.Count));
        import.End("");
        var arrived = new ConcurrentBag<(StreamGroup Group, IReadOnlyList<string> Served)>();
        await Task.WhenAll(
            work.Select(async w =>
            {
                if (await WalkAsync(w.Group, w.Through, w.Portions, ct) is { Count: > 0 } served)
                {
                    arrived.Add((w.Group, served));
                }

                import.End(w.Group.Title);
            })
        );
        await streams.AskAgainAsync(import, ct);
        foreach (var (group, served) in arrived)
        {
            await SettleAsync(group, served, settles, ct);
        }

        var whole = arrived.Select(each => each.Group).ToHashSet();
        return work.Where(w => whole.Contains(w.Group)).ToDictionary(w => w.Group, w => w.Days);
    }

    /// <summary>C of a group: the day before the local day on which its data ends.</summary>
    public DateOnly? ThroughOf(StreamGroup group) =>
        streams.UntilOf(group) is { } until ? import.Platform.LocalDay(new DateTimeOffset(until, TimeSpan.Zero)).AddDays(-1) : null;

    /// <summary>The streams that arrived completely.</summary>
    private async Task<IReadOnlyList<string>> WalkAsync(
        StreamGroup group,
        DateOnly through,
        IReadOnlyList<Period> portions,
        CancellationToken ct
    )
    {
        var asked = await AskedAsync(group, ct);
        try
        {
            foreach (var portion in portions)
            {
                if (asked.Count == 0)
                {
                    break;
                }

                foreach (var (stream, fault) in await pull.RunAsync(group, asked, portion, through, ct))
                {
                    asked.Remove(stream);
                    await NoteAsync([stream], StateAfter(fault), fault.Message, ct);
                    if (group.IsFundamental && MayPass(fault))
                    {
                        import.Fail($"{group.Heading}: {fault.Message}");
                    }
                }
            }

            return asked;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            var words = $"Unexpected: {e.GetType().Name}: {e.Message}";
            import.Fail($"{group.Heading} ({FeatureWords.Of(group.Features)}): {words}");
            await NoteAsync(asked, null, words, ct);
            return [];
        }
    }

    /// <summary>Null keeps the previous state, which ages.</summary>
    private static StreamState? StateAfter(VendorException? fault) => fault is null or { NotServed: true } ? StreamState.NotServed : null;

    private static bool MayPass(VendorException fault) => fault.Status is not (>= 400 and < 500) or 408 or 429;

    /// <summary>Streams worth a request. An audit service missing from the mapping gives no signal and is not read.</summary>
    private async Task<List<string>> AskedAsync(StreamGroup group, CancellationToken ct)
    {
        if (streams.Mapping is null)
        {
            var unmapped = group.Streams.Where(s => group.Sources.First(source => source.Owns(s)).NeedsMapping).ToList();
            var fault = streams.Faults.GetValueOrDefault(StreamKind.Audits);
            await NoteAsync(unmapped, StateAfter(fault), $"Genesys Cloud does not report what it audits. {fault?.Message}", ct);
            return [.. group.Streams.Except(unmapped)];
        }

        var missing = group.Streams.Where(s => !streams.IsListed(group.Sources.First(source => source.Owns(s)), s)).ToList();
        await NoteAsync(missing, StreamState.NotAudited, "", ct);
        return [.. group.Streams.Except(missing)];
    }

    /// <summary>Pages may report an earlier end than the route did. Coverage granted for what they leave open is removed.</summary>
    private async Task SettleAsync(StreamGroup group, IReadOnlyList<string> served, bool settles, CancellationToken ct)
    {
        var keys = served.Select(streams.KeyOf).ToList();
        var (now, until, through) = (import.Now, streams.UntilOf(group), ThroughOf(group));
        var last = through is { } day ? FactDay.Of(day) : int.MaxValue;
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                await db.Coverage.Where(c => keys.Contains(c.StreamKey) && c.Day > last).ExecuteDeleteAsync(token);
                if (settles)
                {
                    await db
                        .Streams.Where(s => keys.Contains(s.Key))
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(s => s.State, StreamState.Served)
                                    .SetProperty(s => s.CompleteUntil, until)
                                    .SetProperty(s => s.CompleteThrough, through)
                                    .SetProperty(s => s.PulledAt, now)
                                    .SetProperty(s => s.Failure, "")
                                    .SetProperty(s => s.UnknownSince, (DateTime?)null),
                            token
                        );
                }
            },
            ct
        );
    }

    private async Task NoteAsync(IReadOnlyCollection<string> names, StreamState? state, string failure, CancellationToken ct)
    {
        if (names.Count == 0)
        {
            return;
        }

        var keys = names.Select(streams.KeyOf).ToList();
        var words = Limits.Text(failure, Limits.Failure) ?? "";
        var since = words.Length > 0 ? import.Now : (DateTime?)null;
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                await db
                    .Streams.Where(s => keys.Contains(s.Key))
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(s => s.Failure, words)
                                .SetProperty(s => s.UnknownSince, s => since == null ? null : s.UnknownSince ?? since),
                        token
                    );
                if (state is { } known)
                {
                    await db
                        .Streams.Where(s => keys.Contains(s.Key))
                        .ExecuteUpdateAsync(set => set.SetProperty(s => s.State, known), token);
                }
            },
            ct
        );
    }
}
