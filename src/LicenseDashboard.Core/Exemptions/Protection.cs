namespace LicenseDashboard.Core.Exemptions;

/// <summary>What an exemption protects a person's seat from.</summary>
public enum Protection
{
    /// <summary>The seat is not reclaimed.</summary>
    Reclamation,

    /// <summary>The seat is not replaced by a cheaper one.</summary>
    Rightsizing,

    Both,
}

/// <summary>Comparison of protections, and their spelling in REST, CSV and audit.</summary>
public static class ProtectionWords
{
    public static bool Covers(this Protection protection, Protection what) => protection == Protection.Both || protection == what;

    public static string Of(Protection protection) =>
        protection switch
        {
            Protection.Reclamation => "reclamation",
            Protection.Rightsizing => "right-sizing",
            Protection.Both => "both",
        };
}
