using System.Buffers;

namespace LicenseDashboard.Core.Directory;

/// <summary>
/// Decides whether a user created by the provider is someone who left before. Names and addresses are reused for new people, so a shared
/// name alone proves nothing. See design §4.3, leavers.
/// </summary>
public static class Revival
{
    /// <summary>How long after someone leaves an account or a user of the same name may still be theirs.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(7);

    private const int Digits = 32;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>
    /// The user name without its tombstone prefix: Entra ID renames softly deleted users to the 32 hexadecimal digits of the object's ID
    /// followed by the name. Null if there is no such prefix.
    /// </summary>
    public static string? NameBehind(string userName)
    {
        ArgumentNullException.ThrowIfNull(userName);
        return userName.Length > Digits && !userName.AsSpan(0, Digits).ContainsAnyExcept(HexDigits) ? userName[Digits..] : null;
    }

    /// <summary>A tombstone and the plain name belong together unless their employee numbers differ.</summary>
    public static bool IsPair(IdentityFields said, Identity known)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(known);
        return !known.Active
            && string.Equals(known.FormerNameKey, said.UserName, StringComparison.OrdinalIgnoreCase)
            && (said.EmployeeNumber is null || known.EmployeeNumber is null || SameNumber(said.EmployeeNumber, known.EmployeeNumber));
    }

    /// <summary>
    /// For an inactive identity with the same user name or mail: the employee number decides. If neither side has one, it is the same
    /// person if the name matches and they left within <see cref="Window"/>.
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

    /// <summary>For an identity that only the pull knows, or that was deleted, when its name is given to another user.</summary>
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
