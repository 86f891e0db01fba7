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

/// <param name="End"><see cref="DateTime.MaxValue"/> when it has not ended.</param>
internal readonly record struct Stretch(DateTime Start, DateTime End, string Status);

/// <summary><paramref name="At"/> is when handling ended: the instant a metric is counted at.</summary>
internal readonly record struct Conversation(DateTime At, string Media, Part Part, int Ms);

/// <param name="CreatedAt">Up to 45 days before its release.</param>
/// <param name="At">When it was released.</param>
internal readonly record struct Evaluation(DateTime CreatedAt, DateTime At, string? UserId, string? EvaluatorId);

internal readonly record struct AuditEntry(DateTime At, string Service, string Entity, string Action, string EntityId, string Status);

internal readonly record struct Shift(DateTime Start, int Minutes);

/// <summary>
/// What a person did on a day of their own site's calendar. The answer depends on the person and the day alone, never on today or on what
/// was asked before; each method adds to the list it is given, in order of time.
/// </summary>
internal interface IHistory
{
    /// <summary>So many days before an interval a stretch of presence may have begun that reaches into it.</summary>
    int LongestStretchDays { get; }

    void Presence(Person person, DateOnly day, List<Stretch> into);

    void Conversations(Person person, DateOnly day, List<Conversation> into);

    void Evaluations(Person person, DateOnly day, List<Evaluation> into);

    void Audits(Person person, DateOnly day, List<AuditEntry> into);

    /// <summary>The published shift, worked or not.</summary>
    Shift? Planned(Person person, DateOnly day);
}
