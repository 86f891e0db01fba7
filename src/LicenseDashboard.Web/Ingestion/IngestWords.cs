using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Ingestion;

/// <summary>Texts about the state of the data.</summary>
internal static class IngestWords
{
    public static string Freshness(IngestState state) =>
        state switch
        {
            { Failure.Length: > 0, CompleteThrough: null } => "First import failed",
            { CompleteThrough: null } => "Importing data",
            { Evaluated: false } => "Evaluating licenses",
            { CompleteThrough: { } day, Failure.Length: > 0 } => $"Import failed, usage complete through {DayText.Of(day)}",
            { CompleteThrough: { } day, Late: true } => $"Late: usage complete through {DayText.Of(day)}",
            { CompleteThrough: { } day } => $"Usage complete through {DayText.Of(day)}",
        };

    public static string Left(TimeSpan? left) =>
        left switch
        {
            null => "",
            { TotalSeconds: < 50 } => "Less than a minute left",
            { TotalMinutes: < 100 } time => $"About {NumberText.Of((int)Math.Ceiling(time.TotalMinutes), "minute", "minutes")} left",
            { } time => $"About {NumberText.Of((int)Math.Ceiling(time.TotalHours), "hour", "hours")} left",
        };

    public static int? Percent(IngestState state) =>
        state.StepsTotal > 0 ? Math.Clamp(100 * state.StepsDone / state.StepsTotal, 0, 100) : null;
}
