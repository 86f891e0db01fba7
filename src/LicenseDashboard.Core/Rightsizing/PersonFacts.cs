using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// Everything the rules need to know of one person. Ids are the vendor's, compared exactly; days are the platform's local days.
/// </summary>
public sealed record PersonFacts
{
    /// <summary>Key of every fact.</summary>
    public required int Key { get; init; }

    public required bool IsActive { get; init; }

    /// <summary>Division id; "" when the vendor named none.</summary>
    public string Division { get; init; } = "";

    /// <summary>
    /// Divisions they were in before, with the last day in each, as far back as any window reaches: each must be covered too. The
    /// current one may be among them.
    /// </summary>
    public IReadOnlyList<PastDivision> PastDivisions { get; init; } = [];

    public string? Title { get; init; }

    /// <summary>Everything the vendor lists as held now.</summary>
    public required IReadOnlyList<HeldSku> Skus { get; init; }

    /// <summary>Roles held directly, one entry a role.</summary>
    public required IReadOnlyList<DirectGrant> Grants { get; init; }

    /// <summary>
    /// Null when the vendor left the groups out and their members could not be read: roles by group are unknown, not absent.
    /// </summary>
    public required IReadOnlyList<string>? GroupIds { get; init; }

    /// <summary>
    /// Last day each feature was used, in the catalogue's feature order (as long as its list); null = no use in what we keep.
    /// </summary>
    public required IReadOnlyList<DateOnly?> LastUsedOn { get; init; }

    /// <summary>Days present: any stretch not OFFLINE touching the local day.</summary>
    public PresentDays Present { get; init; }

    /// <summary>First day present or with a handled interaction, in all history we keep.</summary>
    public DateOnly? FirstActiveOn { get; init; }

    public DateOnly? HiredOn { get; init; }

    public bool InManagementUnit { get; init; }

    /// <summary>
    /// Last local day that a published shift touches, of the days up to the import's D+30. A shift that begins on the last of them counts
    /// there.
    /// </summary>
    public DateOnly? LastShiftOn { get; init; }

    /// <summary>Words of an exemption that protects on D (its tag and until when); null when none does.</summary>
    public string? ExemptBy { get; init; }

    /// <summary>The same for an exemption that keeps the seat from being reclaimed.</summary>
    public string? KeptBy { get; init; }

    /// <summary>Last day of the latest leave that is over; null: none is known.</summary>
    public DateOnly? LeaveEndedOn { get; init; }

    /// <summary>A person said that an automatic policy may take this account's seat, although no person was ever seen on it.</summary>
    public bool MayBeTaken { get; init; }

    /// <summary>The last day each signal saw them.</summary>
    public LastSeen Seen { get; init; }

    /// <summary>Latest known sign of life. Null = none known, never "never".</summary>
    public DateOnly? LastSeenOn => Seen.On;

    /// <summary>Presence or a handled interaction, in all that we know: what a robot or an integration does not show.</summary>
    public bool WasSeenAsPerson => Seen.Presence is not null || Seen.Interaction is not null || FirstActiveOn is not null;

    /// <summary>First day on which a kind that was rejected or restored may be found again.</summary>
    public IReadOnlyDictionary<FindingKind, DateOnly> SuppressedUntil { get; init; } = NothingSuppressed;

    public static IReadOnlyDictionary<FindingKind, DateOnly> NothingSuppressed { get; } = new Dictionary<FindingKind, DateOnly>();
}

/// <param name="FirstSeenOn">First day a snapshot saw it, of the stretch that lasts until now; null = unknown.</param>
public readonly record struct HeldSku(string Id, DateOnly? FirstSeenOn = null);

/// <param name="Division">Division id.</param>
/// <param name="To">Last day in it: the day on which an import first saw them elsewhere.</param>
public sealed record PastDivision(string Division, DateOnly To);

/// <summary>A role granted to a person, or to a group, in these divisions.</summary>
public sealed record DirectGrant(string RoleId, IReadOnlyList<string> Divisions)
{
    /// <summary>What the vendor writes for a grant in every division.</summary>
    public const string AllDivisions = "*";
}
