using System.Collections.Concurrent;
using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.Billing;

/// <summary>Licenses held until an instant.</summary>
internal sealed record HeldUntil(DateTime Until, IReadOnlyList<string> Licenses);

/// <summary>What people held before each change. Billing looks back; the other routes only know the present.</summary>
internal sealed class LicensePast
{
    private readonly ConcurrentDictionary<string, List<HeldUntil>> _past = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Call it with every change that may move licenses, in order of time.</summary>
    public void Note(Person person, DateTime until, IReadOnlyList<string> licenses)
    {
        var own = _past.GetOrAdd(person.Id, _ => []);
        lock (own)
        {
            own.Add(new HeldUntil(until, licenses));
        }
    }

    /// <summary>Each set held at any time of the interval, oldest first; <paramref name="now"/> is what is held at present.</summary>
    public IReadOnlyList<IReadOnlyList<string>> During(Person person, DateTime from, DateTime to, IReadOnlyList<string> now)
    {
        if (!_past.TryGetValue(person.Id, out var own))
        {
            return [now];
        }

        lock (own)
        {
            var held = new List<IReadOnlyList<string>>();
            var since = DateTime.MinValue;
            foreach (var set in own.Append(new HeldUntil(DateTime.MaxValue, now)))
            {
                if (set.Until > from && since < to)
                {
                    held.Add(set.Licenses);
                }

                since = set.Until;
            }

            return held;
        }
    }

    /// <summary>The licenses that a person lost for good before an instant, and when; null if none.</summary>
    public HeldUntil? LostBefore(Person person, DateTime instant, IReadOnlyList<string> now)
    {
        if (now.Count > 0 || !_past.TryGetValue(person.Id, out var own))
        {
            return null;
        }

        lock (own)
        {
            return own.FindLast(set => set.Licenses.Count > 0) is { } last && last.Until <= instant ? last : null;
        }
    }
}
