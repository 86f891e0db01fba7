using Hangfire.AspNetCore;
using Hangfire.Logging;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Forwards Hangfire's log to ours. Hangfire has one logger per process, so this one outlives a host and forwards to the current host;
/// tests have many.
/// </summary>
internal sealed class SchedulerLog : ILogProvider
{
    private static readonly SchedulerLog Only = new();
    private ILogProvider? _now;

    public static IDisposable SpeakThrough(ILoggerFactory loggers)
    {
        var speaker = new AspNetCoreLogProvider(loggers);
        Volatile.Write(ref Only._now, speaker);
        LogProvider.SetCurrentLogProvider(Only);
        return new Speaker(speaker);
    }

    public ILog GetLogger(string name) => new Line(name);

    private sealed class Line(string name) : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) =>
            Volatile.Read(ref Only._now) is { } speaker && speaker.GetLogger(name).Log(logLevel, messageFunc, exception);
    }

    private sealed class Speaker(ILogProvider mine) : IDisposable
    {
        /// <summary>Stops logging, unless another host has taken over.</summary>
        public void Dispose() => Interlocked.CompareExchange(ref Only._now, null, mine);
    }
}
