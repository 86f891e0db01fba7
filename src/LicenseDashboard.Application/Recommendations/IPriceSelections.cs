using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>What a selection saves together on one platform.</summary>
/// <param name="Rows">Live rows of the selection that aren't protected.</param>
/// <param name="Cash">Null: no figure.</param>
public sealed record SelectionCash(string Platform, int Rows, RowCash? Cash);

/// <summary>
/// Prices rows that are about to be approved together: one change on top of the approved rows. Implemented by Billing, which comes later in
/// the flow.
/// </summary>
public interface IPriceSelections
{
    /// <param name="ids">Rows that the viewer can't see, or that are no longer live, are left out.</param>
    /// <returns>By platform.</returns>
    Task<IReadOnlyList<SelectionCash>> RunAsync(Viewer viewer, IReadOnlyCollection<RecommendationId> ids, CancellationToken ct);
}
