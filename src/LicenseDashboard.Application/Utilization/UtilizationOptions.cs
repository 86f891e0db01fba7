namespace LicenseDashboard.Application.Utilization;

/// <summary>The limit of a SKU in one division, which contracts don't know.</summary>
/// <param name="Platform">Key; null means every platform.</param>
/// <param name="Division">Name, compared without case.</param>
/// <param name="Seats">Licenses meant for the division.</param>
public sealed record DivisionPool(string? Platform, string Sku, string Division, int Seats);

public sealed record UtilizationOptions
{
    /// <summary>In percent of a pool, ascending.</summary>
    public IReadOnlyList<int> Thresholds { get; init; } = [80, 90, 95, 100];

    public IReadOnlyList<DivisionPool> Pools { get; init; } = [];

    /// <summary>Requests a minute for everyone's presence.</summary>
    public int SweepRequests { get; init; } = 24;
}
