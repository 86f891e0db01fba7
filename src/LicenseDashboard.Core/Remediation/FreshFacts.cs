using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;

namespace LicenseDashboard.Core.Remediation;

/// <summary>
/// The facts gathered for the last check before a write. A null part was not read; nothing is written until all parts that
/// <see cref="StillHolds"/> requires are present.
/// </summary>
public sealed record FreshFacts
{
    public required DateOnly Today { get; init; }

    public AgreedFacts? Agreed { get; init; }

    public AccountFacts? Account { get; init; }

    public AccessFacts? Access { get; init; }

    public UseFacts? Use { get; init; }

    public LifeFacts? Life { get; init; }

    public StayFacts? Stay { get; init; }

    public RoomFacts? Room { get; init; }
}

/// <summary>What people have decided in the meantime.</summary>
/// <param name="ProtectedBy">Tag of an exemption that protects against this kind of change today; null if none.</param>
/// <param name="Suppressed">True if the same kind was rejected or restored and may not be raised yet.</param>
/// <param name="Season">Why the coming season needs the seat, in words; null if it doesn't.</param>
public sealed record AgreedFacts(string? ProtectedBy, bool Suppressed, string? Season);

/// <param name="IsActive">True if the vendor knows the account and it is active.</param>
/// <param name="OwnsClient">True if the account owns the API client of this program.</param>
/// <param name="ComesBack">
/// For a leaver: the account is closed, but a restore in progress would reopen it. Freeing it again ends that restore.
/// </param>
public sealed record AccountFacts(bool IsActive, bool OwnsClient, bool ComesBack = false);

/// <summary>What the vendor lists for the person now, and what would remain.</summary>
/// <param name="Inferred">What the remaining roles imply according to the vendor; null if it no longer knows one of them.</param>
/// <param name="Approved">What the change removes, as approved; null if it was not shown to anybody.</param>
/// <param name="PermissionsOf">Permissions of a role by its ID.</param>
/// <param name="GuardHolders">
/// Other active people who hold the guard permission and keep it regardless of other changes in progress.
/// </param>
/// <param name="Explicit">SKUs not explained by roles, as approved; they stay.</param>
public sealed record AccessFacts(
    GrantSnapshot Now,
    SeatReading Reading,
    Catalogue Catalogue,
    IReadOnlyList<string>? Inferred,
    IReadOnlyList<string> Explicit,
    IReadOnlyCollection<PermissionIn>? Approved,
    Func<string, IReadOnlyList<string>> PermissionsOf,
    GuardHolders GuardHolders
);

/// <summary>Use of the features that the change gives up, with the mapping and windows of the evaluation.</summary>
/// <param name="GivenUp">Their keys, as approved; null if that is no longer known.</param>
/// <param name="Now">Stored facts plus what the vendor reported since, evaluated by the rules.</param>
/// <param name="NotAnswered">Titles of streams that the vendor was asked for and did not return.</param>
public sealed record UseFacts(
    IReadOnlyList<string>? GivenUp,
    IReadOnlyList<FeatureFact> Now,
    IReadOnlyDictionary<string, string> NotAnswered
);

/// <summary>Activity of a person whose seat is freed because there was none.</summary>
/// <param name="KnownUntil">Last activity known at approval; null if none.</param>
/// <param name="LastLogin">Current value, as a local day.</param>
/// <param name="LastToken">Current value, as a local day.</param>
/// <param name="OnlyTokens">Approved although tokens are issued; another token makes no difference.</param>
/// <param name="Approved">Life at approval. <see cref="Life.Unknown"/> only if a person knowingly approved it.</param>
/// <param name="Now">Life now, including what the vendor reported since.</param>
/// <param name="PresentOn">Last day of presence reported by the vendor after the facts end; null if none.</param>
/// <param name="NotAnswered">The vendor's words if it did not return presence; otherwise null.</param>
public sealed record LifeFacts(
    DateOnly? KnownUntil,
    DateOnly? LastLogin,
    DateOnly? LastToken,
    bool OnlyTokens,
    Life Approved,
    Life Now,
    DateOnly? PresentOn,
    string? NotAnswered
);

/// <summary>Signs that a person is about to start or to return. Checked before a seat is freed, except for leavers.</summary>
/// <param name="VendorReason">The vendor's reason for an absence (<c>Seasonal</c>, <c>Leave</c>), read now; null if neither.</param>
/// <param name="NotAnswered">The vendor's words if the reason could not be read; otherwise null.</param>
/// <param name="Starting">Words of the guard that protects people who start or return; null if none.</param>
public sealed record StayFacts(string? VendorReason, string? NotAnswered, string? Starting);

/// <param name="Objection">Why the contract has no room for the target, in words; null if it has.</param>
public sealed record RoomFacts(string? Objection);
