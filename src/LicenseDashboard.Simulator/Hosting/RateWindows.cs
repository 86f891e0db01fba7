using System.Collections.Concurrent;
using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.Hosting;

/// <summary>A fixed window of one minute per token, beginning with its first request.</summary>
internal sealed class RateWindows(SimulatedClock clock, int budget)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);

    public RateState Count(string token)
    {
        var window = _windows.GetOrAdd(token, _ => new Window());
        lock (window)
        {
            var now = clock.Elapsing;
            if (now >= window.Start + Length || now < window.Start)
            {
                (window.Start, window.Count) = (now, 0);
            }

            var refused = window.Count >= budget;
            window.Count += refused ? 0 : 1;
            return new RateState(budget, window.Count, Math.Max(1, (int)Math.Ceiling((window.Start + Length - now).TotalSeconds)), refused);
        }
    }

    private sealed class Window
    {
        public DateTime Start { get; set; } = DateTime.MinValue;

        public int Count { get; set; }
    }
}

internal readonly record struct RateState(int Allowed, int Count, int ResetSeconds, bool Refused);
