using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Remediation;

/// <summary>Spelling of statuses in REST, audit and on screens.</summary>
public static class RemediationWords
{
    public static string Of(RemediationStatus status) =>
        status switch
        {
            RemediationStatus.Planned => "planned",
            RemediationStatus.HandedOver => "handed-over",
            RemediationStatus.Executing => "executing",
            RemediationStatus.Verified => "verified",
            RemediationStatus.Failed => "failed",
            RemediationStatus.Abandoned => "abandoned",
            RemediationStatus.Cancelled => "cancelled",
            RemediationStatus.Restoring => "restoring",
            RemediationStatus.Restored => "restored",
            RemediationStatus.Recalled => "recalled",
        };

    public static string Subject(RemediationId id) => $"remediation:{id.Value}";

    public static RemediationStatus? Parse(string text) =>
        Enum.GetValues<RemediationStatus>()
            .Where(status => Of(status) == text)
            .Select(status => (RemediationStatus?)status)
            .FirstOrDefault();
}
