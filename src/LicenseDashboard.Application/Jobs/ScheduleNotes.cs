using System.Collections.Concurrent;

namespace LicenseDashboard.Application.Jobs;

/// <summary>Problems with the schedule of a job, for the Jobs page. Empty on an instance that doesn't lead.</summary>
public sealed class ScheduleNotes
{
    private readonly ConcurrentDictionary<(string Job, string Platform), string> _notes = new();

    public string? Of(string job, string platform) => _notes.GetValueOrDefault((job, platform));

    internal void Set(string job, string platform, string note) => _notes[(job, platform)] = note;
}
