using LicenseDashboard.Application.People;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.People;

/// <summary>Texts about people and their findings.</summary>
internal static class PersonWords
{
    public static (string Text, Tone Tone) Of(Activity activity) =>
        activity switch
        {
            Activity.Active => ("Active", Tone.Positive),
            Activity.Idle => ("Idle", Tone.Warning),
            Activity.Unknown => ("Not known", Tone.Neutral),
        };

    /// <summary>Link to the person's row on the Downgrades page, with the panel open; null if there is none.</summary>
    public static string? RowOf(SeatHolder person) =>
        person is { RecommendationId: { } id, Status: { } status, Lane: { } lane }
            ? $"downgrades?tab={(status == RecommendationStatus.Open ? LaneWord(lane) : "decided")}"
                + $"&text={Uri.EscapeDataString(person.Name)}&row={id}"
            : null;

    public static string AdviceOf(SeatHolder person) =>
        person switch
        {
            { Held.Count: 0 } => "No seat",
            { Status: null } => "No downgrade found",
            { Status: RecommendationStatus.Open, Lane: Lane.Protected } => "Downgrade, protected",
            { Status: RecommendationStatus.Open } => "Downgrade to decide",
            { Status: RecommendationStatus.Approved } => "Downgrade approved",
            { Status: RecommendationStatus.Rejected } => "Downgrade rejected",
            { Status: RecommendationStatus.Done } => "Downgraded",
            _ => "No downgrade found",
        };

    private static string LaneWord(Lane lane) =>
        lane switch
        {
            Lane.Ready => "ready",
            Lane.Review => "review",
            Lane.Protected => "protected",
        };
}
