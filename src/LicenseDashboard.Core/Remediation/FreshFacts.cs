using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;

namespace LicenseDashboard.Core.Remediation;

/// <summary>
/// What was gathered for the last check before a write, part by part. A part that is null was not looked at, and nothing is written before
/// all that <see cref="StillHolds"/> asks for are there.
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

/// <summary>What people have agreed on meanwhile.</summary>
/// <param name="ProtectedBy">Tag of an exemption that protects from this kind of change today; null when none does.</param>
/// <param name="Suppressed">The same kind was rejected or restored, and may not be raised yet.</param>
/// <param name="Season">Why the coming season needs the seat, in words; null when it doesn't.</param>
public sealed record AgreedFacts(string? ProtectedBy, bool Suppressed, string? Season);

/// <param name="IsActive">The vendor knows the account, and it is active.</param>
/// <param name="OwnsClient">It owns the client that this program signs in with.</param>
/// <param name="ComesBack">
/// Of a leaver: the account is closed, but a restore that is under way would open it again. Freeing it once more ends that restore.
/// </param>
public sealed record AccountFacts(bool IsActive, bool OwnsClient, bool ComesBack = false);

/// <summary>What the vendor lists for the person now, and what would be left.</summary>
/// <param name="Inferred">What the roles that would remain imply, by the vendor; null when it no longer knows one of them.</param>
/// <param name="Approved">What the change takes as it was approved; null where nobody was told.</param>
/// <param name="PermissionsOf">Permissions of a role by its id.</param>
/// <param name="GuardHolders">Other active people who hold the guard permission, and who keep it whatever else is under way.</param>
/// <param name="Explicit">SKUs that the roles don't explain, as approved: they stay.</param>
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

/// <summary>Use of the features that the change gives up, by the mapping and the windows of the evaluation.</summary>
/// <param name="GivenUp">Their keys, as approved; null: what was approved is not known any more.</param>
/// <param name="Now">Stored facts and what the vendor showed since, read by the rules.</param>
/// <param name="NotAnswered">Streams that the vendor was asked for and did not give, by their titles.</param>
public sealed record UseFacts(
    IReadOnlyList<string>? GivenUp,
    IReadOnlyList<FeatureFact> Now,
    IReadOnlyDictionary<string, string> NotAnswered
);

/// <summary>Signs of life, for a seat that is freed because there were none.</summary>
/// <param name="KnownUntil">The last one that was known when the row was approved; null: none.</param>
/// <param name="LastLogin">Now, as a local day.</param>
/// <param name="LastToken">Now, as a local day.</param>
/// <param name="OnlyTokens">Approved although tokens are issued: a further one changes nothing.</param>
/// <param name="Approved">What was approved; <see cref="Life.Unknown"/> only where a person said so knowing it.</param>
/// <param name="Now">By the rules, with what the vendor showed since.</param>
/// <param name="PresentOn">Last day present that the vendor shows since the facts end; null: none.</param>
/// <param name="NotAnswered">The vendor's words where it did not give presence; null when it did.</param>
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

/// <summary>What says that the person is about to work here, or comes back. Asked before a seat is freed, leavers excepted.</summary>
/// <param name="VendorReason">The vendor's reason for an absence, read now (<c>Seasonal</c>, <c>Leave</c>); null: neither.</param>
/// <param name="NotAnswered">The vendor's words where the reason could not be read; null when it was.</param>
/// <param name="Starting">Words of the guard that protects who starts, or starts again; null when none does.</param>
public sealed record StayFacts(string? VendorReason, string? NotAnswered, string? Starting);

/// <param name="Objection">Why the target has no room under the contract, in words; null when it has.</param>
public sealed record RoomFacts(string? Objection);
