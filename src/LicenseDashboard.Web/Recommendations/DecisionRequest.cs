using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>What the dialog asks the page to do.</summary>
/// <param name="Until">For a rejection: platform's local day from which the same advice may come back; null = the default.</param>
public sealed record DecisionRequest(DecisionKind Kind, IReadOnlyList<RecommendationRow> Rows, string? Justification, DateOnly? Until);
