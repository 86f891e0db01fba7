using LicenseDashboard.Application.Jobs;

namespace LicenseDashboard.Web.Settings;

internal static class PolicyWords
{
    /// <summary>When the lists follow a changed policy.</summary>
    /// <param name="reclamation">The job that makes the rows of reclamation; null if there is none.</param>
    /// <param name="at">A UTC time in words.</param>
    public static string Follows(JobRow? reclamation, Func<DateTime, string> at) =>
        reclamation switch
        {
            { Running: not null } => "Reclamation follows with the run after the current one, downgrades after the next import.",
            { WaitsFor: { } first } => $"Reclamation follows after “{first}”, downgrades after the next import.",
            { NextRunAt: { } next } => $"Reclamation follows on {at(next)}, downgrades after the next import.",
            _ => "The lists follow with the next run.",
        };
}
