namespace LicenseDashboard.Core.Billing;

/// <summary>What the people of a season tag add to the bills of the tag's next occurrence, kept after the bills.</summary>
public sealed class SeasonTrueUp
{
    public required int PlatformKey { get; init; }

    public required string Tag { get; init; }

    /// <summary>First local day of the occurrence.</summary>
    public required DateOnly First { get; init; }

    /// <summary>In millionths of the platform's currency.</summary>
    public required long Micros { get; init; }
}
