using LicenseDashboard.Application.People;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.People;

/// <summary>Texts about people and their findings.</summary>
internal static class PersonWords
{
    public static string Of(Activity activity) =>
        activity switch
        {
            Activity.Active => "Active",
            Activity.Idle => "Inactive",
            Activity.Unknown => "Not known",
        };

    /// <summary>Inactivity costs nothing when a person holds no license.</summary>
    public static Tone ToneOf(SeatHolder person) =>
        person switch
        {
            { Activity: Activity.Active } => Tone.Positive,
            { Activity: Activity.Idle, Held.Count: > 0 } => Tone.Warning,
            _ => Tone.Neutral,
        };

    /// <summary>Link to the person's row on the page that decides it, opened; null if there is none.</summary>
    public static string? RowOf(SeatHolder person) =>
        person switch
        {
            { RecommendationId: { } id, Kind: RecommendationKind.Reclaim } => $"reclamation?row={id}",
            { RecommendationId: { } id, Status: { } status, Lane: { } lane } =>
                $"downgrades?tab={(status == RecommendationStatus.Open ? LaneWord(lane) : "decided")}"
                    + $"&text={Uri.EscapeDataString(person.Name)}&row={id}",
            _ => null,
        };

    /// <param name="person">With the latest recommendation.</param>
    /// <param name="today">Days of another year include the year.</param>
    /// <param name="evaluated">False before the first evaluation, when no recommendation means nothing.</param>
    public static string AdviceOf(SeatHolder person, DateOnly today, bool evaluated) =>
        person switch
        {
            { Kind: RecommendationKind.Reclaim } => ReclamationOf(person, today),
            { Held.Count: 0 } => "No license",
            { Status: null } when !evaluated => "Not evaluated yet",
            { Status: null } => "No downgrade found",
            { Status: RecommendationStatus.Open, Lane: Lane.Protected } => "Downgrade, protected",
            { Status: RecommendationStatus.Open } => "Downgrade to decide",
            { Status: RecommendationStatus.Approved } => "Downgrade approved",
            { Status: RecommendationStatus.Rejected } => "Downgrade rejected",
            { Status: RecommendationStatus.Done } => "Downgraded",
            { Status: RecommendationStatus.Restoring } => "License being restored",
            { Status: RecommendationStatus.Restored } => "Downgrade restored",
            _ => "No downgrade found",
        };

    private static string ReclamationOf(SeatHolder person, DateOnly today) =>
        person switch
        {
            { Status: RecommendationStatus.Approved } => "License being reclaimed",
            { Status: RecommendationStatus.Rejected } => "Inactive license kept",
            { Status: RecommendationStatus.Done } => "License reclaimed",
            { Status: RecommendationStatus.Restoring } => "License being restored",
            { Status: RecommendationStatus.Restored } => "License restored",
            { Lane: Lane.Protected } => "Reclamation: protected",
            { Step: ReclamationStep.Due, DueOn: { } day } => $"Reclamation: due since {DayText.Of(day, today)}",
            { Step: ReclamationStep.Grace, DueOn: { } day } => $"Reclamation: grace period, due {DayText.Of(day, today)}",
            { DueOn: { } day } => $"Reclamation: notice, due {DayText.Of(day, today)}",
            _ => "Reclamation: to review",
        };

    private static string LaneWord(Lane lane) =>
        lane switch
        {
            Lane.Ready => "ready",
            Lane.Review => "review",
            Lane.Protected => "protected",
        };
}
