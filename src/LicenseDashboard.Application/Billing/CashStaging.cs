using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Billing;

/// <summary>Prices on their way to the rows, so that one statement writes them all. Empty outside of a transaction.</summary>
internal sealed class CashStaging
{
    public required RecommendationId RecommendationId { get; init; }

    public required long? CashMicros { get; init; }

    public required DateOnly? CashFrom { get; init; }

    public required long? CashHorizonMicros { get; init; }

    public required long? CashCostMicros { get; init; }

    public required bool NeedsCashReview { get; init; }

    public required string CashNote { get; init; }
}
