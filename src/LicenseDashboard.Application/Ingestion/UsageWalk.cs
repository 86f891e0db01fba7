using System.Collections.Concurrent;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Walks the groups of streams through their portions of days, side by side: what must wait for its turn at the vendor waits in the connector, while the others read and write.
/// A stream that fails or is refused stops nobody else.
/// </summary>
internal sealed class UsageWalk(Import import, UsageStreams streams, PullUsage pull)
{
    /// <param name="days">What to ask of a group; empty is nothing. Only groups that have an end (C) are asked about.</param>
    /// <param name="settles">True for the pull that brings a stream up to its C; false for older history, which says nothing about it.</param>
    public async Task RunAsync(IReadOnlyList<StreamGroup> groups, Func<StreamGroup, DateOnly, IReadOnlyList<DateOnly>> days, bool settles, CancellationToken ct)
    {
        var work = new List<(StreamGroup Group, DateOnly Through, IReadOnlyList<Period> Portions)>();
        foreach (var group in groups)
        {
            if (ThroughOf(group) is not { } through)
            {
                await NoteAsync(group.Streams, StreamState.NotServed, "The vendor does not say how far this data is complete.", ct);
                continue;
            }

            work.Add((group, through, PullPlan.Portions(days(group, through), group.MostDays, import.Platform.Zone)));
        }

        import.SetSteps(work.Sum(w => w.Portions.Count));
        var arrived = new ConcurrentBag<(StreamGroup Group, IReadOnlyList<string> Served)>();
        await Task.WhenAll(work.Select(async w =>
        {
            if (await WalkAsync(w.Group, w.Through, w.Portions, ct) is { Count: > 0 } served)
            {
                arrived.Add((w.Group, served));
            }
        }));
        await streams.AskAgainAsync(import, ct);
        foreach (var (group, served) in arrived)
        {
            await SettleAsync(group, served, settles, ct);
        }
    }

    /// <summary>C of a group: the day before the local day on which its data ends.</summary>
    public DateOnly? ThroughOf(StreamGroup group) =>
        streams.UntilOf(group) is { } until ? import.Platform.LocalDay(new DateTimeOffset(until, TimeSpan.Zero)).AddDays(-1) : null;

    /// <summary>The streams that arrived whole.</summary>
    private async Task<IReadOnlyList<string>> WalkAsync(StreamGroup group, DateOnly through, IReadOnlyList<Period> portions, CancellationToken ct)
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

                foreach (var (stream, refusal) in await pull.RunAsync(group, asked, portion, through, ct))
                {
                    asked.Remove(stream);
                    await NoteAsync([stream], StreamState.NotServed, refusal.Message, ct);
                }
            }

            return asked;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            var words = e is VendorException ? e.Message : $"Unexpected: {e.GetType().Name}: {e.Message}";
            import.Fail($"{group.Heading} ({string.Join(", ", group.Features)}): {words}");
            await NoteAsync(asked, null, words, ct);
            return [];
        }
    }

    /// <summary>Streams worth a request: an audit service that the mapping lacks gives no signal and is not asked.</summary>
    private async Task<List<string>> AskedAsync(StreamGroup group, CancellationToken ct)
    {
        var missing = group.Streams.Where(s => !streams.IsListed(group.Sources.First(source => source.Owns(s)), s)).ToList();
        await (streams.Mapping is null
            ? NoteAsync(missing, StreamState.NotServed, "The vendor does not tell what it audits.", ct)
            : NoteAsync(missing, StreamState.NotAudited, "", ct));
        return [.. group.Streams.Except(missing)];
    }

    /// <summary>Pages may say that they end earlier than the route did: what they leave open loses the coverage that was given in good faith.</summary>
    private async Task SettleAsync(StreamGroup group, IReadOnlyList<string> served, bool settles, CancellationToken ct)
    {
        var keys = served.Select(streams.KeyOf).ToList();
        var (now, until, through) = (import.Now, streams.UntilOf(group), ThroughOf(group));
        var last = through is { } day ? FactDay.Of(day) : int.MaxValue;
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        await db.InTransactionAsync(async token =>
        {
            await db.Coverage.Where(c => keys.Contains(c.StreamKey) && c.Day > last).ExecuteDeleteAsync(token);
            if (settles)
            {
                await db.Streams.Where(s => keys.Contains(s.Key)).ExecuteUpdateAsync(set => set
                    .SetProperty(s => s.State, StreamState.Served)
                    .SetProperty(s => s.CompleteUntil, until)
                    .SetProperty(s => s.CompleteThrough, through)
                    .SetProperty(s => s.PulledAt, now)
                    .SetProperty(s => s.Failure, ""), token);
            }
        }, ct);
    }

    private async Task NoteAsync(IReadOnlyCollection<string> names, StreamState? state, string failure, CancellationToken ct)
    {
        if (names.Count == 0)
        {
            return;
        }

        var keys = names.Select(streams.KeyOf).ToList();
        var words = failure.Length > 2000 ? failure[..2000] : failure;
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        await db.InTransactionAsync(async token =>
        {
            await db.Streams.Where(s => keys.Contains(s.Key)).ExecuteUpdateAsync(set => set.SetProperty(s => s.Failure, words), token);
            if (state is { } known)
            {
                await db.Streams.Where(s => keys.Contains(s.Key)).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, known), token);
            }
        }, ct);
    }
}
