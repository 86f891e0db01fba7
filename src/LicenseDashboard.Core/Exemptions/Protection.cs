namespace LicenseDashboard.Core.Exemptions;

/// <summary>What an exemption keeps away from a person's seat.</summary>
public enum Protection
{
    /// <summary>The seat is not taken back.</summary>
    Reclamation,

    /// <summary>The seat is not exchanged for a cheaper one.</summary>
    Rightsizing,

    Both,
}

/// <summary>How protections compare, and how REST, CSV and audit spell them.</summary>
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
