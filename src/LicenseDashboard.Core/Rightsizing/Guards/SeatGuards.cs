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

    /// <summary>So many active people keep the permission to grant roles.</summary>
    private const int Granters = 2;

    /// <summary>Without the roles of that account this program could no longer read.</summary>
    public static LaneReason? ClientOwner(bool ownsClient) => ownsClient ? new(ClientOwnerCode, Lane.Protected, ClientOwnerWords) : null;

    /// <param name="protectedBy">Words of an exemption that protects from what is proposed, on the day; null when none does.</param>
    public static LaneReason? Exempt(string? protectedBy) => protectedBy is null ? null : new(ExemptCode, Lane.Protected, $"exempt: {protectedBy}");

    /// <param name="others">Active people who hold the permission where it is taken and keep it, the person left out: the fewest of all places.</param>
    public static LaneReason? LastGrant(bool taken, int others, Catalogue catalogue) =>
        taken && others < Granters ? new(LastGrantCode, Lane.Review, LastGrantWords(catalogue)) : null;

    public static string LastGrantWords(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return $"fewer than two active people would hold {catalogue.GuardPermission}";
    }
}
