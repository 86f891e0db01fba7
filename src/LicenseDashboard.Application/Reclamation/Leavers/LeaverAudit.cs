using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Reclamation;

namespace LicenseDashboard.Application.Reclamation.Leavers;

internal static class LeaverAudit
{
    /// <param name="from">Null for a leaver that was just reported.</param>
    public static AuditEntry Moved(Leaver leaver, LeaverStatus? from, string action, string actor, DateTime now, string why = "") =>
        new()
        {
            At = now,
            Actor = actor,
            Action = "leaver." + action,
            Subject = LeaverWords.Subject(leaver.Id),
            PlatformKey = leaver.PlatformKey,
            PersonKey = leaver.PersonKey,
            From = from is { } status ? LeaverWords.Of(status) : "",
            To = LeaverWords.Of(leaver.Status),
            Detail = leaver.Note,
            PersonalText = why,
        };
}
