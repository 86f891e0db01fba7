namespace LicenseDashboard.Core.Exemptions;

/// <summary>What we agreed to leave alone: a tag on a person and the days it protects them. Only this protects; a rejection merely suppresses.</summary>
public sealed class Exemption
{
    public int Key { get; init; }

    public required int PersonKey { get; init; }

    /// <summary>Why, in one word that people filter by: <c>burst</c>, <c>leave</c>, <c>legal-hold</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>First protected local day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last protected local day; null while the tag is assigned.</summary>
    public DateOnly? To { get; set; }

    /// <summary>Actor key of whoever set it.</summary>
    public required string SetBy { get; init; }

    public string Note { get; set; } = "";

    public bool Protects(DateOnly day) => day >= From && (To is null || day <= To);
}
