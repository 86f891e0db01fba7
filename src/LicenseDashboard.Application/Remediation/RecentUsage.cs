using System.Collections.Concurrent;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// What the vendor has seen since the facts end, for the fresh check. The vendor answers by day, not by person, so one answer serves every item that is checked within
/// a few minutes.
/// </summary>
public sealed class RecentUsage(Catalogue catalogue, TimeProvider clock)
{
    private const string Presence = "presence";

    /// <summary>Followed by the person: published shifts are asked by person.</summary>
    private const string Planning = "planning:";

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<(string Platform, string Source), Lazy<Task<Answer>>> _answers = new();

    /// <summary>Keys of the features among <paramref name="features"/> that the person has used between the days, both included.</summary>
    public async Task<IReadOnlyList<string>> UsedAsync(
        Platform platform, IVendorConnector vendor, string personId, IReadOnlyCollection<FeatureDefinition> features, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var used = new List<string>();
        foreach (var feature in features)
        {
            foreach (var source in Sources(feature, personId))
            {
                if ((await AnswerAsync(platform, vendor, source, from, to, ct)).Used.Contains((personId, feature.Key)))
                {
                    used.Add(feature.Key);
                    break;
                }
            }
        }

        return used;
    }

    /// <summary>Whether the person was present at any time between the days, both included.</summary>
    public async Task<bool> PresentAsync(Platform platform, IVendorConnector vendor, string personId, DateOnly from, DateOnly to, CancellationToken ct) =>
        (await AnswerAsync(platform, vendor, Presence, from, to, ct)).Used.Contains((personId, Presence));

    private static IEnumerable<string> Sources(FeatureDefinition feature, string personId)
    {
        if (feature.Stream == StreamKind.Conversations)
        {
            yield return "conversations";
        }
        else if (feature.Stream == StreamKind.Evaluations)
        {
            yield return "evaluations";
        }

        foreach (var service in feature.Audits.Select(match => match.Service).Distinct())
        {
            yield return "audits:" + service;
        }

        if (feature.Planned)
        {
            yield return Planning + personId;
        }
    }

    private async Task<Answer> AnswerAsync(Platform platform, IVendorConnector vendor, string source, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var key = (platform.Name, source);
        var asked = _answers.GetOrAdd(key, _ => Ask());
        try
        {
            var answer = await asked.Value.WaitAsync(ct);
            if (answer.From <= from && answer.To >= to && clock.GetUtcNow() - answer.At < KeptFor)
            {
                return answer;
            }
        }
        catch (Exception e) when (e is VendorException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            // Somebody else's call failed or was stopped; ours asks again below and reports its own fault.
        }

        var again = Ask();
        _answers[key] = again;
        return await again.Value.WaitAsync(ct);

        // Shared by everybody who waits, so it must not stop because one of them does.
        Lazy<Task<Answer>> Ask() => new(() => ReadAsync(platform, vendor, source, from, to, CancellationToken.None));
    }

    private async Task<Answer> ReadAsync(Platform platform, IVendorConnector vendor, string source, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var used = new HashSet<(string, string)>();
        const RequestPriority Priority = RequestPriority.Remediation;
        try
        {
            if (source == "conversations")
            {
                await foreach (var row in vendor.Usage.ConversationsAsync(from, to, platform.Zone, Priority, ct))
                {
                    Take(row.PersonId, catalogue.Features.Where(f => f.Media.Contains(row.Signal) || f.Metrics.Contains(row.Signal)));
                }
            }
            else if (source == "evaluations")
            {
                await foreach (var row in vendor.Usage.EvaluationsAsync(from, to, platform.Zone, Priority, ct))
                {
                    var counts = row.Signal == "done" || catalogue.QualityReceived == QualityReceived.Counts;
                    Take(row.PersonId, catalogue.Features.Where(f => counts && f.Stream == StreamKind.Evaluations));
                }
            }
            else if (source == Presence)
            {
                await foreach (var stretch in vendor.Usage.PresenceAsync(from, to, platform.Zone, Priority, ct))
                {
                    if (stretch.Status != "OFFLINE")
                    {
                        used.Add((stretch.PersonId, Presence));
                    }
                }
            }
            else if (source.StartsWith(Planning, StringComparison.Ordinal))
            {
                var person = source[Planning.Length..];
                var planned = await vendor.Usage.PlanningAsync(Priority, ct);
                var ahead = to.AddDays(PlanningWeeks.DaysAhead);
                if (planned.InManagementUnit.Contains(person)
                    || await vendor.Usage.ShiftsAsync(planned, [person], from, ahead, platform.Zone, Priority, ct).AnyAsync(ct))
                {
                    Take(person, catalogue.Features.Where(f => f.Planned));
                }
            }
            else
            {
                await foreach (var row in vendor.Usage.AuditsAsync(source["audits:".Length..], from, to, platform.Zone, Priority, ct))
                {
                    // On oneself doesn't count: whoever edits their own profile configures nothing.
                    if (row is { Failed: false, ActorId: { } actor } && actor != row.TargetId)
                    {
                        Take(actor, catalogue.Features.Where(f => f.CountsAudit(row.Service, row.Entity, row.Action)));
                    }
                }
            }
        }
        catch (VendorException e) when (e.NotServed)
        {
            // Not served to this client: it was not covered at the evaluation either, and the rules have drawn their conclusion from that.
        }

        return new Answer(at, from, to, used);

        void Take(string person, IEnumerable<FeatureDefinition> features)
        {
            foreach (var feature in features)
            {
                used.Add((person, feature.Key));
            }
        }
    }

    private sealed record Answer(DateTimeOffset At, DateOnly From, DateOnly To, HashSet<(string Person, string Feature)> Used);
}
