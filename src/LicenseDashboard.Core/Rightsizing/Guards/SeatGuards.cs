using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>
/// What evaluation, reclamation and the last check before a write all ask before anything is taken from a person: one rule and one wording for the three. Pure.
/// </summary>
public static class SeatGuards
{
    public const string ExemptCode = "exempt";
    public const string ClientOwnerCode = "client-owner";
    public const string LastGrantCode = "last-grant";

    public const string ClientOwnerWords = "this account owns the client that this program signs in with";

    /// <summary>Without the roles of that account this program could no longer read.</summary>
    public static LaneReason? ClientOwner(bool ownsClient) => ownsClient ? new(ClientOwnerCode, Lane.Protected, ClientOwnerWords) : null;

    /// <param name="protectedBy">Words of an exemption that protects from what is proposed, on the day; null when none does.</param>
    public static LaneReason? Exempt(string? protectedBy) => protectedBy is null ? null : new(ExemptCode, Lane.Protected, $"exempt: {protectedBy}");

    /// <summary>At least two active people keep the permission to grant roles, in every division.</summary>
    /// <param name="takenIn">Divisions in which the person would no longer hold it; <c>*</c> = all.</param>
    public static LaneReason? LastGrant(GuardHolders holders, int person, IEnumerable<string> takenIn, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(holders);
        ArgumentNullException.ThrowIfNull(takenIn);
        return takenIn.Any(division => holders.IsNeeded(division, person)) ? new(LastGrantCode, Lane.Review, LastGrantWords(catalogue)) : null;
    }

    public static string LastGrantWords(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return $"fewer than two active people would hold {catalogue.GuardPermission}";
    }
}
