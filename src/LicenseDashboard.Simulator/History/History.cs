using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.History;

internal enum Part
{
    Agent,
    User,
    Monitor,
    Coach,
    Barge,
}

/// <param name="End"><see cref="DateTime.MaxValue"/> if it has not ended.</param>
internal readonly record struct Stretch(DateTime Start, DateTime End, string Status);

/// <summary><paramref name="At"/> is the end of handling, at which metrics are counted.</summary>
internal readonly record struct Conversation(DateTime At, string Media, Part Part, int Ms);

/// <param name="CreatedAt">Up to 45 days before its release.</param>
/// <param name="At">Release time.</param>
internal readonly record struct Evaluation(DateTime CreatedAt, DateTime At, string? UserId, string? EvaluatorId);

internal readonly record struct AuditEntry(DateTime At, string Service, string Entity, string Action, string EntityId, string Status);

internal readonly record struct Shift(DateTime Start, int Minutes);

/// <summary>
/// The activity of a person on a day of their site's calendar. Depends only on the person and the day, never on the current day or
/// earlier calls. Each method appends to the given list in order of time.
/// </summary>
internal interface IHistory
{
    /// <summary>How many days before an interval a stretch of presence that reaches into it may have begun.</summary>
    int LongestStretchDays { get; }

    void Presence(Person person, DateOnly day, List<Stretch> into);

    void Conversations(Person person, DateOnly day, List<Conversation> into);

    void Evaluations(Person person, DateOnly day, List<Evaluation> into);

    void Audits(Person person, DateOnly day, List<AuditEntry> into);

    /// <summary>The published shift, worked or not.</summary>
    Shift? Planned(Person person, DateOnly day);
}
