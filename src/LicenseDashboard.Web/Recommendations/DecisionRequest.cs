using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>A request of the dialog to the page.</summary>
/// <param name="Until">For a rejection: local day from which the same advice may come back; null for the default.</param>
public sealed record DecisionRequest(DecisionKind Kind, IReadOnlyList<RecommendationRow> Rows, string? Justification, DateOnly? Until);
