using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Application.Remediation;

internal static class RemediationAudit
{
    /// <param name="from">Null for an item that was just created.</param>
    public static AuditEntry Moved(
        RemediationItem item,
        RemediationStatus? from,
        string action,
        string actor,
        DateTime now,
        string detail = ""
    ) =>
        new()
        {
            At = now,
            Actor = actor,
            Action = "remediation." + action,
            Subject = RemediationWords.Subject(item.Id),
            PlatformKey = item.PlatformKey,
            PersonKey = item.PersonKey,
            From = from is { } status ? RemediationWords.Of(status) : "",
            To = RemediationWords.Of(item.Status),
            Detail = detail,
        };

    /// <summary>A plan in role IDs: <c>omni&gt;voice@*</c>, <c>planner-@d1,d2</c>.</summary>
    public static string InIds(RemediationPlan plan) =>
        string.Join(
            ' ',
            plan.Changes.Select(change =>
                    $"{change.RoleId}{(change.NewRoleId is { } role ? ">" + role : "-")}@{string.Join(',', change.Divisions)}"
                )
                .Concat(InWords(plan.Release))
        );

    private static IEnumerable<string> InWords(SeatRelease? release)
    {
        if (release is { SetsInactive: true })
        {
            yield return "inactive";
        }

        if (release is { EndSessions: true })
        {
            yield return "log-out";
        }

        if (release is { IsRequested: true })
        {
            yield return "asked-of-identity-provider";
        }
    }
}
