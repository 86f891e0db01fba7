using Hangfire;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// The Hangfire side of the jobs: one recurring job per job and platform, in the platform's time zone. The trigger carries only these two
/// names. What is owed is stored in our tables, so the same trigger serves the schedule, orders and catch-up.
/// </summary>
internal sealed partial class JobSchedule
{
    public const string Queue = "default";

    private const string Unreadable =
        "This job can't be scheduled, so it starts late or only by hand. See the application log for details.";

    /// <summary>Tolerance before a stored schedule counts as wrong, because it and the plan are not read at the same moment.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    private readonly JobStorage _storage;
    private readonly ScheduleNotes _notes;
    private readonly TimeProvider _clock;
    private readonly ILogger<JobSchedule> _log;
    private readonly RecurringJobManager _entries;
    private readonly BackgroundJobClient _triggers;

    public JobSchedule(JobStorage storage, ScheduleNotes notes, TimeProvider clock, ILogger<JobSchedule> log)
    {
        (_storage, _notes, _clock, _log) = (storage, notes, clock, log);
        Filters = new JobFilterProviderCollection(
            new JobFilterCollection { new StatisticsHistoryAttribute(), new FailedTriggersExpire() },
            new JobFilterAttributeFilterProvider()
        );
        Factory = new BackgroundJobFactory(Filters);
        _entries = new RecurringJobManager(storage, Filters, TimeZones, Now);
        _triggers = new BackgroundJobClient(storage, Filters);
    }

    /// <summary>Only our own filters. Hangfire's defaults would retry failed runs, which we do ourselves.</summary>
    public IJobFilterProvider Filters { get; }

    public IBackgroundJobFactory Factory { get; }

    public ITimeZoneResolver TimeZones { get; } = new DefaultTimeZoneResolver();

    public DateTime Now() => _clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Updates the entries from the plans. Entries may have been written by an older version or by hand, and a clock that was set back
    /// leaves times too far ahead.
    /// </summary>
    public void Mend(IReadOnlyList<Platform> platforms, IReadOnlyList<JobPlan> plans)
    {
        using var connection = _storage.GetConnection();
        var strangers = connection.GetAllItemsFromSet("recurring-jobs");
        foreach (var platform in platforms)
        {
            foreach (var plan in plans)
            {
                strangers.Remove(IdOf(plan.Name, platform.Name));
                try
                {
                    Mend(platform, plan, Entry(connection, IdOf(plan.Name, platform.Name)));
                }
                catch (Exception e) when (e is ArgumentException or TimeZoneNotFoundException or InvalidTimeZoneException)
                {
                    CannotBeScheduled(e, plan.Name, platform.Name);
                    _notes.Set(plan.Name, platform.Name, Unreadable);
                }
            }
        }

        foreach (var stranger in strangers)
        {
            _entries.RemoveIfExists(stranger);
            Removed(stranger);
        }
    }

    /// <summary>Starts what the job owes on the first free instance. One trigger is enough while the last one is still queued.</summary>
    public void Trigger(string job, string platform)
    {
        using var connection = _storage.GetConnection();
        var waits =
            Entry(connection, IdOf(job, platform)).GetValueOrDefault("LastJobId") is { Length: > 0 } last
            && connection.GetStateData(last)?.Name == EnqueuedState.StateName;
        if (!waits)
        {
            _entries.TriggerJob(IdOf(job, platform));
        }
    }

    /// <summary>Cancels the token of a job's current work, on any instance.</summary>
    public void End(string job, string platform)
    {
        foreach (var (id, dto) in _storage.GetMonitoringApi().ProcessingJobs(0, int.MaxValue))
        {
            if (
                dto?.Job is { } call
                && call.Type == typeof(JobTrigger)
                && call.Args is [string of, string at, ..]
                && (of, at) == (job, platform)
            )
            {
                _triggers.Delete(id);
            }
        }
    }

    /// <summary>Tells Hangfire that the run of this trigger was cancelled.</summary>
    public void Delete(string trigger) => _triggers.Delete(trigger);

    private static string IdOf(string job, string platform) => $"{job}@{platform}";

    /// <summary>The raw entry, empty if there is none. Hangfire's own reader would fail at the first entry it can't parse.</summary>
    private static Dictionary<string, string> Entry(IStorageConnection connection, string id) =>
        connection.GetAllEntriesFromHash("recurring-job:" + id) ?? [];

    private void Mend(Platform platform, JobPlan plan, Dictionary<string, string> entry)
    {
        var (id, cron) = (IdOf(plan.Name, platform.Name), plan.Cron ?? Cron.Never());
        var call = Job.FromExpression<JobTrigger>(trigger => trigger.RunAsync(plan.Name, platform.Name, null, CancellationToken.None));
        var next = JobHelper.DeserializeNullableDateTime(entry.GetValueOrDefault("NextExecution"));
        var broken =
            entry.Count == 0 ? null
            : entry.GetValueOrDefault("Cron") != cron
            || entry.GetValueOrDefault("Job") != InvocationData.SerializeJob(call).SerializePayload()
            || !string.IsNullOrEmpty(entry.GetValueOrDefault("Error"))
                ? "was unreadable or from another version"
            : next > (plan.NextAfter(platform, _clock.GetUtcNow()) + Late)?.UtcDateTime ? "was ahead of the clock, which was set back"
            : null;
        if (broken is not null)
        {
            _entries.RemoveIfExists(id);
            Mended(id, broken, entry.GetValueOrDefault("Cron"), next);
            _notes.Set(plan.Name, platform.Name, $"The saved schedule {broken}, so it was reset.");
        }

        if (broken is not null || entry.GetValueOrDefault("TimeZoneId") != platform.Zone.Id)
        {
            _entries.AddOrUpdate(id, call, cron, new RecurringJobOptions { TimeZone = platform.Zone });
        }
    }

    [LoggerMessage(2012, LogLevel.Warning, "Recurring job {Id}: its schedule {Broken} and was reset (was {Cron}, next run {Next})")]
    private partial void Mended(string id, string broken, string? cron, DateTime? next);

    [LoggerMessage(2013, LogLevel.Warning, "Recurring job {Id} belongs to no job of this version and was removed")]
    private partial void Removed(string id);

    [LoggerMessage(2014, LogLevel.Error, "The times of job {Job} for {Platform} can't be scheduled")]
    private partial void CannotBeScheduled(Exception exception, string job, string platform);
}
