using System.Runtime.CompilerServices;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>Turns what the vendor says into facts. Records that can't be true (unknown person, a day that was not asked, a negative count) are set aside and counted.</summary>
internal sealed class UsageRows(Import import, UsageStreams streams, SignalMap map)
{
    private const int AbsurdCount = 1_000_000;
    private const long AbsurdSeconds = 30 * 86_400;

    private IReadUsage Vendor => import.Vendor.Usage;

    public async IAsyncEnumerable<UsageDay> ConversationsAsync(Period days, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var usage in Vendor.ConversationsAsync(days.Start, days.LastDay, import.Platform.Zone, RequestPriority.Ingest, ct))
        {
            foreach (var row in Rows(usage, days, map.OfConversation(usage.Signal)))
            {
                yield return row;
            }
        }
    }

    public async IAsyncEnumerable<UsageDay> EvaluationsAsync(Period days, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var usage in Vendor.EvaluationsAsync(days.Start, days.LastDay, import.Platform.Zone, RequestPriority.Ingest, ct))
        {
            foreach (var row in Rows(usage, days, map.OfEvaluation(usage.Signal)))
            {
                yield return row;
            }
        }
    }

    /// <summary>
    /// Services one after the other: the vendor runs one audit query at a time. A service that fails ends there and is handed to
    /// <paramref name="refused"/>.
    /// </summary>
    public async IAsyncEnumerable<UsageDay> AuditsAsync(IEnumerable<string> names, Period days, Action<string, VendorException> refused, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var name in names)
        {
            await using var audits = Vendor.AuditsAsync(SignalMap.ServiceOf(name), days.Start, days.LastDay, import.Platform.Zone, RequestPriority.Ingest, ct).GetAsyncEnumerator(ct);
            while (true)
            {
                try
                {
                    if (!await audits.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (VendorException e)
                {
                    refused(name, e);
                    break;
                }

                foreach (var row in Rows(audits.Current, days))
                {
                    yield return row;
                }
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
                import.Oddities.Count("presence stretch", "presence stretches", "outside the days asked or ending before the start");
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

    private static PresenceKind Kind(string status) => status switch
    {
        "OFFLINE" => PresenceKind.Offline,
        "ON_QUEUE" => PresenceKind.OnQueue,
        "AWAY" or "IDLE" => PresenceKind.Idle,
        _ => PresenceKind.Present,
    };

    private IEnumerable<UsageDay> Rows(VendorUsage usage, Period days, IReadOnlyList<string> features)
    {
        if (!streams.PersonKeys.TryGetValue(usage.PersonId, out var person))
        {
            import.Oddities.Count("usage record", "usage records", "of an unknown person");
            yield break;
        }

        if (!days.Contains(usage.Day))
        {
            import.Oddities.Count("usage record", "usage records", "of a day that was not asked");
            yield break;
        }

        if (usage.Count is < 0 or > AbsurdCount || usage.Seconds is < 0 or > AbsurdSeconds)
        {
            import.Oddities.Count("usage record", "usage records", "with an absurd count");
            yield break;
        }

        // Time without a count is use all the same.
        var count = usage.Count == 0 && usage.Seconds > 0 ? 1 : usage.Count;
        foreach (var feature in count == 0 ? [] : features)
        {
            yield return new UsageDay { Day = FactDay.Of(usage.Day), PersonKey = person, FeatureKey = streams.FeatureKeys[feature], Count = count, Seconds = (int)usage.Seconds };
        }
    }

    private IEnumerable<UsageDay> Rows(VendorAudit audit, Period days)
    {
        var features = map.OfAudit(audit).ToList();
        if (features.Count == 0)
        {
            yield break;
        }

        // Clients act, too: an actor who is no person of the listing is nothing odd.
        var day = import.Platform.LocalDay(new DateTimeOffset(audit.At, TimeSpan.Zero));
        if (!days.Contains(day))
        {
            import.Oddities.Count("audit entry", "audit entries", "of a day that was not asked");
        }
        else if (streams.PersonKeys.TryGetValue(audit.ActorId!, out var person))
        {
            foreach (var feature in features)
            {
                yield return new UsageDay { Day = FactDay.Of(day), PersonKey = person, FeatureKey = streams.FeatureKeys[feature], Count = 1, Seconds = 0 };
            }
        }
    }
}
