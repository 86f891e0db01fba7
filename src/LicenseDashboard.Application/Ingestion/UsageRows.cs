using System.Runtime.CompilerServices;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Turns the vendor's rows into facts. Implausible rows (unknown person, a day that was not requested, a negative count) are set aside
/// and counted.
/// </summary>
internal sealed class UsageRows(Import import, UsageStreams streams, SignalMap map)
{
    private const int AbsurdCount = 1_000_000;
    private const long AbsurdSeconds = 30 * 86_400;

    private IReadUsage Vendor => import.Vendor.Usage;

    /// <summary>Rows of one stream.</summary>
    public async IAsyncEnumerable<UsageDay> ReadAsync(string stream, Period days, [EnumeratorCancellation] CancellationToken ct)
    {
        var source = map.SourceOf(stream);
        await foreach (var use in source.ReadAsync(Vendor, Question(stream, days), ct))
        {
            foreach (var row in Rows(source, use, days))
            {
                yield return row;
            }
        }
    }

    /// <summary>
    /// Reads streams one after the other, because the vendor runs one audit query at a time. A failed stream ends there and is passed to
    /// <paramref name="refused"/>.
    /// </summary>
    public async IAsyncEnumerable<UsageDay> ReadAsync(
        IEnumerable<string> names,
        Period days,
        Action<string, VendorException> refused,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var name in names)
        {
            await using var rows = ReadAsync(name, days, ct).GetAsyncEnumerator(ct);
            while (true)
            {
                try
                {
                    if (!await rows.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (VendorException e)
                {
                    refused(name, e);
                    break;
                }

                yield return rows.Current;
            }
        }
    }

    public async IAsyncEnumerable<PresenceStretch> PresenceAsync(Period days, DateTime until, [EnumeratorCancellation] CancellationToken ct)
    {
        var (from, to) = (PullPlan.StartOf(days.Start, import.Platform.Zone), PullPlan.StartOf(days.End, import.Platform.Zone));
        await foreach (var presence in Vendor.PresenceAsync(days.Start, days.LastDay, import.Platform.Zone, RequestPriority.Ingest, ct))
        {
            if (!streams.PersonKeys.TryGetValue(presence.PersonId, out var person))
            {
                import.Oddities.Count("presence stretch", "presence stretches", "of an unknown person");
            }
            else if (presence.End < presence.Start || presence.Start >= to || presence.End < from)
            {
                import.Oddities.Count("presence stretch", "presence stretches", "outside the requested days or ending before the start");
            }
            else
            {
                // Nothing is known after the end of the vendor's data.
                var end = presence.End is { } at ? Seconds(at > until ? until : at) : PresenceStretch.NoEnd;
                yield return new PresenceStretch(person, Seconds(presence.Start), end, Kind(presence.Status));
            }
        }
    }

    private static long Seconds(DateTime instant) => new DateTimeOffset(instant, TimeSpan.Zero).ToUnixTimeSeconds();

    private static PresenceKind Kind(string status) =>
        status switch
        {
            _ when !PresenceSource.IsPresent(status) => PresenceKind.Offline,
            "ON_QUEUE" => PresenceKind.OnQueue,
            "AWAY" or "IDLE" => PresenceKind.Idle,
            _ => PresenceKind.Present,
        };

    private UsageQuestion Question(string stream, Period days) =>
        new(map.Catalogue, stream, days.Start, days.LastDay, import.Platform.Zone, RequestPriority.Ingest);

    private IEnumerable<UsageDay> Rows(UsageSource source, SeenUse use, Period days)
    {
        if (!streams.PersonKeys.TryGetValue(use.PersonId, out var person))
        {
            if (!source.NamesOthers)
            {
                import.Oddities.Count(source.Row, source.Rows, "of an unknown person");
                yield break;
            }
        }

        if (!days.Contains(use.Day))
        {
            import.Oddities.Count(source.Row, source.Rows, "of a day that was not requested");
            yield break;
        }

        if (use.Count is < 0 or > AbsurdCount || use.Seconds is < 0 or > AbsurdSeconds)
        {
            import.Oddities.Count(source.Row, source.Rows, "with an invalid count");
            yield break;
        }

        // Time without a count is still use.
        var count = use.Count == 0 && use.Seconds > 0 ? 1 : use.Count;
        foreach (var feature in person == 0 || count == 0 ? [] : use.Features)
        {
            yield return new UsageDay
            {
                Day = FactDay.Of(use.Day),
                PersonKey = person,
                FeatureKey = streams.FeatureKeys[feature],
                Count = count,
                Seconds = (int)use.Seconds,
            };
        }
    }
}
