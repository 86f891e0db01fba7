namespace LicenseDashboard.Core.Contracts;

/// <summary>What a line of a contract counts.</summary>
public enum LineBasis
{
    /// <summary>People who hold a seat.</summary>
    Named,

    /// <summary>People present at the same time.</summary>
    Concurrent,

    /// <summary>Logged-in hours.</summary>
    Hourly,
}
