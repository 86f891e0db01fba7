using System.Buffers;

namespace LicenseDashboard.Core.Directory;

/// <summary>
/// Whether a user whom the provider creates is one who left before. Names and addresses are given to new people, so sharing one proves
/// nothing by itself. Source: design §4.3, leavers.
/// </summary>
public static class Revival
{
    /// <summary>How long after somebody left an account, or a user of the same name, may still be theirs.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(7);

    private const int Digits = 32;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>
    /// The user name behind a tombstone: Entra ID renames whom it deletes softly to the 32 hex digits of the object's id, followed by
    /// the name. Null: this is none.
    /// </summary>
    public static string? NameBehind(string userName)
    {
        ArgumentNullException.ThrowIfNull(userName);
        return userName.Length > Digits && !userName.AsSpan(0, Digits).ContainsAnyExcept(HexDigits) ? userName[Digits..] : null;
    }

    /// <summary>A tombstone and the name behind it are a pair, unless the employee numbers name two people.</summary>
    public static bool IsPair(IdentityFields said, Identity known)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(known);
        return !known.Active
            && string.Equals(known.FormerNameKey, said.UserName, StringComparison.OrdinalIgnoreCase)
            && (said.EmployeeNumber is null || known.EmployeeNumber is null || SameNumber(said.EmployeeNumber, known.EmployeeNumber));
    }

    /// <summary>
    /// For somebody inactive who shares user name or mail: the employee number decides; where neither side has one, it is the same
    /// person within <see cref="Window"/> under the same name.
    /// </summary>
    /// <param name="now">UTC.</param>
    public static bool IsSame(IdentityFields said, Identity known, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(known);
        return (said.EmployeeNumber, known.EmployeeNumber) switch
        {
            ({ } one, { } other) => SameNumber(one, other),
            (null, null) => now - (known.LeftAt ?? known.ChangedAt) <= Window && SameName(said, known),
            _ => false,
        };
    }

    /// <summary>For somebody whom the pull knows, or who was deleted, when another user is given their name.</summary>
    public static bool Agrees(IdentityFields said, Identity known)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(known);
        return said.EmployeeNumber is { } number && known.EmployeeNumber is { } other
            ? SameNumber(number, other)
            : said.ExternalId is { } id && id == known.ExternalId;
    }

    private static bool SameNumber(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool SameName(IdentityFields said, Identity known) =>
        (NameOf(said), NameOf(known.Fields)) switch
        {
            ({ } one, { } other) => one.Equals(other, StringComparison.OrdinalIgnoreCase),
            (null, null) => said.UserName.Equals(known.UserName, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };

    private static string? NameOf(IdentityFields fields) =>
        fields.DisplayName
        ?? fields.FormattedName
        ?? ($"{fields.GivenName} {fields.FamilyName}".Trim() is { Length: > 0 } name ? name : null);
}
