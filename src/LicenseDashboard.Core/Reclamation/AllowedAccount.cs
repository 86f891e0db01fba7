namespace LicenseDashboard.Core.Reclamation;

/// <summary>
/// A person said once that an automatic policy may take the seat of an account on which no person was ever seen. Source: design §4.3.
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
