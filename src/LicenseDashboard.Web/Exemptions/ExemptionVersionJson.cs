using LicenseDashboard.Application.Audit;
using LicenseDashboard.Core.Exemptions;

namespace LicenseDashboard.Web.Exemptions;

/// <summary>One change of <c>/exemptions/{id}/history</c>.</summary>
/// <param name="By">A person's name, or the token or program that did it.</param>
/// <param name="Before">Null if it did not exist before.</param>
/// <param name="After">Null if it was removed.</param>
/// <param name="Reason">Why the program removed it; null if a person did.</param>
internal sealed record ExemptionVersionJson(DateTime At, string By, ExemptionTermsJson? Before, ExemptionTermsJson? After, string? Reason)
{
    public static ExemptionVersionJson Of(ObjectVersion<ExemptionTerms> version) =>
        new(
            version.At,
            version.By,
            ExemptionTermsJson.Of(version.Before),
            ExemptionTermsJson.Of(version.After),
            version.Why.Length > 0 ? version.Why : null
        );
}

/// <param name="To">Null: as long as the tag is assigned.</param>
internal sealed record ExemptionTermsJson(DateOnly From, DateOnly? To, string Why, string? FallbackControl, string? Approver)
{
    public static ExemptionTermsJson? Of(ExemptionTerms? terms) =>
        terms is null ? null : new(terms.From, terms.To, terms.Why, terms.FallbackControl, terms.Approver);
}
