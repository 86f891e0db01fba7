namespace LicenseDashboard.Core.Reclamation;

/// <summary>
/// Records that a person allowed automatic policies to take the seat of an account on which no person was ever seen. See design §4.3.
/// </summary>
public sealed class AllowedAccount
{
    public required int PersonKey { get; init; }

    /// <summary>Actor key.</summary>
    public required string By { get; init; }

    public required string ByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}
