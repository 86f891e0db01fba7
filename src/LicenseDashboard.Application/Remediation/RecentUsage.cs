using System.Collections.Concurrent;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Application.Remediation;

/// <summary>What one stream showed for everybody since the facts end.</summary>
/// <param name="Failure">The vendor's message if it did not answer, in which case nothing is known; null if it did.</param>
public sealed record RecentAnswer(
    DateTimeOffset At,
    DateOnly From,
    DateOnly To,
    IReadOnlyDictionary<(string Person, string Feature), DateOnly> LastOn,
    string? Failure
)
{
    public DateOnly? Of(string personId, string feature) => LastOn.TryGetValue((personId, feature), out var day) ? day : null;
}

/// <summary>
/// What the vendor reported since the facts end, for the last check before a write, with the mapping of the ingest. The vendor answers by
/// day rather than by person, so one answer serves all items checked within a few minutes. Failures are never cached.
/// </summary>
public sealed class RecentUsage(SignalMap map, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<(string Platform, string Stream, string Person), Lazy<Task<RecentAnswer>>> _answers = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, VendorPlanning Planning)> _planning = new();

    /// <summary>
    /// Days are local, both ends included. If the vendor refuses or fails, the answer contains its message; no exception is thrown for
    /// that.
    /// </summary>
    public async Task<RecentAnswer> AskAsync(
        Platform platform,
        IVendorConnector vendor,
        string stream,
        string personId,
        DateOnly from,
        DateOnly to,
        CancellationToken ct
    )
    {
        var asksByPerson = map.SourceOf(stream).AsksByPerson;
        var key = (platform.Name, stream, asksByPerson ? personId : "");
        var asked = _answers.GetOrAdd(key, _ => Ask());

        // Concurrent callers share the result of one request; afterwards only a successful answer is shared.
        var underway = !asked.IsValueCreated || !asked.Value.IsCompleted;
        if (underway || asked.Value.IsCompletedSuccessfully)
        {
            var answer = await asked.Value.WaitAsync(ct);
            if ((underway || answer.Failure is null) && answer.From <= from && answer.To >= to && clock.GetUtcNow() - answer.At < KeptFor)
            {
                return answer;
            }
        }

        var again = Ask();
        _answers[key] = again;
        return await again.Value.WaitAsync(ct);

        // Shared by all waiting callers, so it must not be cancelled by one of them.
        Lazy<Task<RecentAnswer>> Ask() =>
            new(() => ReadAsync(platform, vendor, stream, asksByPerson ? personId : null, from, to, CancellationToken.None));
    }

    private async Task<RecentAnswer> ReadAsync(
        Platform platform,
        IVendorConnector vendor,
        string stream,
        string? personId,
        DateOnly from,
        DateOnly to,
        CancellationToken ct
    )
    {
        var at = clock.GetUtcNow();
        var last = new Dictionary<(string, string), DateOnly>();
        try
        {
            var planning = personId is null ? null : await PlanningAsync(platform, vendor, ct);
            var question = new UsageQuestion(
                map.Catalogue,
                stream,
                from,
                to,
                platform.Zone,
                RequestPriority.Remediation,
                personId,
                planning
            );
            await foreach (var use in map.SourceOf(stream).ReadAsync(vendor.Usage, question, ct))
            {
                foreach (var feature in use.Count > 0 || use.Seconds > 0 ? use.Features : [])
                {
                    var key = (use.PersonId, feature);
                    last[key] = last.TryGetValue(key, out var day) && day > use.Day ? day : use.Day;
                }
            }

            return new RecentAnswer(at, from, to, last, null);
        }
        catch (VendorException e)
        {
            return new RecentAnswer(at, from, to, last, e.Message);
        }
    }

    /// <summary>Units and members are read for everybody at once and cached for a few minutes; shifts are read by person.</summary>
    private async Task<VendorPlanning> PlanningAsync(Platform platform, IVendorConnector vendor, CancellationToken ct)
    {
        if (_planning.TryGetValue(platform.Name, out var known) && clock.GetUtcNow() - known.At < KeptFor)
        {
            return known.Planning;
        }

        var planning = await vendor.Usage.PlanningAsync(RequestPriority.Remediation, ct);
        _planning[platform.Name] = (clock.GetUtcNow(), planning);
        return planning;
    }
}
