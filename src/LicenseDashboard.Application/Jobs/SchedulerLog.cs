using Hangfire.AspNetCore;
using Hangfire.Logging;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Hangfire's words in our log. Hangfire keeps one log for the whole process, so it gets one that outlives a host and speaks through the
/// host that runs: tests have many.
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
        /// <summary>Logs nothing from here on, unless another host has taken over the log.</summary>
        public void Dispose() => Interlocked.CompareExchange(ref Only._now, null, mine);
    }
}
