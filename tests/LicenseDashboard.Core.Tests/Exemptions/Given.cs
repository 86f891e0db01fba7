using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Tests.Exemptions;

/// <summary>Exemptions of which a test names only what matters to it.</summary>
internal static class Given
{
    public static Viewer Administrator { get; } = new("Ada", "persona:ada", ViewerRoles.Administrator, []);

    public static Exemption Exemption(DateOnly from, DateOnly? to = null, Protection protection = Protection.Both) =>
        Core.Exemptions.Exemption.Set(
            1,
            ExemptionTag.Add(1, ExemptionTag.SeasonalBurst, new TagTerms("For a test.", protection)),
            ExemptionSource.Person,
            new ExemptionTerms(from, to, "For a test."),
            Administrator,
            DateTime.UnixEpoch
        );

    public static ExemptionRule Rule(RuleField field, string value) =>
        ExemptionRule.Of(1, "X", field, value, "Why", Administrator, DateTime.UnixEpoch).Value;
}
