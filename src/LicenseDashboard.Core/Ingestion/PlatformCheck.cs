using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Ingestion;

/// <summary>The check of one platform: the run under way or the last one, and the last result. One row for each platform.</summary>
public sealed class PlatformCheck
{
    /// <summary>A run asks the vendor a few hundred times; the imports share that budget.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>A run that was silent for so long is dead: its program ended. It beats between questions, none of which takes that
    /// long.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromMinutes(5);

    public required int PlatformKey { get; init; }

    /// <summary>UTC; null before the first run.</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>Name of who started it, for people.</summary>
    public string StartedBy { get; private set; } = "";

    /// <summary>Tells one run from the next.</summary>
    public RunId Run { get; private set; }

    /// <summary>UTC; renewed while it runs.</summary>
    public DateTime? BeatAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public int Done { get; private set; }

    public int Total { get; private set; }

    /// <summary>Why the last run ended without a result; empty when it has one or is running.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>The last result as JSON; kept while the next run is under way and when it fails.</summary>
    public string? Report { get; private set; }

    /// <summary>UTC; when the run of <see cref="Report"/> ended.</summary>
    public DateTime? ReportedAt { get; private set; }

    public string ReportedBy { get; private set; } = "";

    public bool IsRunning(DateTime now) => StartedAt is not null && EndedAt is null && now - BeatAt < DeadAfter;

    /// <summary>The program ended before the run did.</summary>
    public bool BrokeOff(DateTime now) => StartedAt is not null && EndedAt is null && !IsRunning(now);

    /// <summary>UTC instant from which the next may start; null = now.</summary>
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

    /// <summary>False when the row belongs to another run by now: then this one must stop.</summary>
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
