namespace LicenseDashboard.Core.Contracts;

/// <summary>What happens when more is used than is contracted.</summary>
public enum OverUse
{
    /// <summary>The overage is billed.</summary>
    Soft,

    /// <summary>Log-in is refused once the limit is reached.</summary>
    Hard,
}
