using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Ingestion;

/// <summary>The check of one platform: the current or last run and the last result. One row per platform.</summary>
public sealed class PlatformCheck
{
    /// <summary>Minimum time between runs. A run sends a few hundred requests, which count against the same budget as imports.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A run without a heartbeat for this long is dead because its program ended. It sends a heartbeat between questions, and no question
    /// takes this long.
    /// </summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromMinutes(5);

    public required int PlatformKey { get; init; }

    /// <summary>UTC; null if never run.</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>Display name of the person who started it.</summary>
    public string StartedBy { get; private set; } = "";

    /// <summary>Distinguishes one run from the next.</summary>
    public RunId Run { get; private set; }

    /// <summary>UTC time of the last heartbeat.</summary>
    public DateTime? BeatAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public int Done { get; private set; }

    public int Total { get; private set; }

    /// <summary>Why the last run ended without a result; empty if it has one or is running.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>The last result as JSON. Kept while the next run is in progress and if it fails.</summary>
    public string? Report { get; private set; }

    /// <summary>UTC time at which the run of <see cref="Report"/> ended.</summary>
    public DateTime? ReportedAt { get; private set; }

    public string ReportedBy { get; private set; } = "";

    public bool IsRunning(DateTime now) => StartedAt is not null && EndedAt is null && now - BeatAt < DeadAfter;

    /// <summary>True if the program ended before the run did.</summary>
    public bool BrokeOff(DateTime now) => StartedAt is not null && EndedAt is null && !IsRunning(now);

    /// <summary>UTC time from which the next run may start; null means now.</summary>
    public DateTime? NextAt(DateTime now) => StartedAt + Pause is { } next && next > now ? next : null;

    public Outcome<RunId> Start(DateTime now, string by, int total)
    {
        if (IsRunning(now))
        {
            return new Refusal("running", "A check of this platform is running; its result appears here when it is done.");
        }

        if (NextAt(now) is { } next)
        {
            var minutes = (int)Math.Ceiling((next - now).TotalMinutes);
            return new Refusal(
                "too-soon",
                $"The last check was started less than {Pause.TotalMinutes:0} minutes ago. The next can start "
                    + $"in {EnglishText.Count(minutes, "minute", "minutes")}."
            );
        }

        (StartedAt, StartedBy, BeatAt, EndedAt, Failure) = (now, by, now, null, "");
        (Run, Done, Total) = (RunId.New(), 0, total);
        return Run;
    }

    /// <summary>False if the row now belongs to another run; this one must then stop.</summary>
    public bool Beat(RunId run, DateTime now, int done)
    {
        if (Run != run || EndedAt is not null)
        {
            return false;
        }

        (BeatAt, Done) = (now, done);
        return true;
    }

    public bool Finish(RunId run, DateTime now, CheckReport report)
    {
        if (Run != run || EndedAt is not null)
        {
            return false;
        }

        (EndedAt, BeatAt, Done) = (now, now, report.Lines.Count);
        (Report, ReportedAt, ReportedBy) = (report.ToJson(), now, StartedBy);
        return true;
    }

    public bool Fail(RunId run, DateTime now, string why)
    {
        if (Run != run || EndedAt is not null)
        {
            return false;
        }

        (EndedAt, BeatAt, Failure) = (now, now, why);
        return true;
    }
}
