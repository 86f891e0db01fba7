using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Core.Exemptions;

namespace LicenseDashboard.Web.Demo;

/// <summary>What the demo agrees to leave alone from its first start. A real organization names its emergency accounts itself.</summary>
internal static class DemoExemptions
{
    /// <summary>The simulated organization has emergency administrators of this name, who sign in for an hour every other week.</summary>
    public static StartingRule EmergencyAccess(string platform) =>
        new(
            platform,
            ExemptionTag.BreakGlass,
            RuleField.Name,
            "Emergency Access *",
            "Shared administrators for emergencies: hardly ever used, and needed at once when they are."
        );
}
