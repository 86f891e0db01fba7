using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Core.Exemptions;

namespace LicenseDashboard.Web.Demo;

/// <summary>
/// The exemptions of the demo from its first start. In a real organization, an administrator names the emergency accounts.
/// </summary>
internal static class DemoExemptions
{
    /// <summary>The simulated organization has emergency administrators of this name, who sign in for an hour every other week.</summary>
    public static StartingRule EmergencyAccess(string platform) =>
        new(
            platform,
            ExemptionTag.BreakGlass,
            RuleField.Name,
            "Emergency Access *",
            "Shared administrator accounts for emergencies, rarely used."
        );
}
