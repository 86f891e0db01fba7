using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// The facts about one person that the rules need. IDs are the vendor's, compared exactly; days are local days of the platform.
/// </summary>
public sealed record PersonFacts
{
    /// <summary>Key used by all facts.</summary>
    public required int Key { get; init; }

    public required bool IsActive { get; init; }

    /// <summary>Division ID; empty if the vendor names none.</summary>
    public string Division { get; init; } = "";

    /// <summary>
    /// Earlier divisions with the last day in each, as far back as any window reaches; each must be covered, too. May include the current
    /// one.
    /// </summary>
    public IReadOnlyList<PastDivision> PastDivisions { get; init; } = [];

    public string? Title { get; init; }

    /// <summary>Everything the vendor lists as held now.</summary>
    public required IReadOnlyList<HeldSku> Skus { get; init; }

    /// <summary>Roles held directly, one entry per role.</summary>
    public required IReadOnlyList<DirectGrant> Grants { get; init; }

    /// <summary>
    /// Null if the vendor omitted the groups and their members could not be read; roles through groups are then unknown, not absent.
    /// </summary>
    public required IReadOnlyList<string>? GroupIds { get; init; }

    /// <summary>Last day of use per feature, in the feature order of the catalogue; null if no use is stored.</summary>
    public required IReadOnlyList<DateOnly?> LastUsedOn { get; init; }

    /// <summary>Days with any stretch that is not OFFLINE.</summary>
    public PresentDays Present { get; init; }

    /// <summary>First day with presence or a handled interaction in all stored history.</summary>
    public DateOnly? FirstActiveOn { get; init; }

    public DateOnly? HiredOn { get; init; }

    public bool InManagementUnit { get; init; }

    /// <summary>
    /// Last local day touched by a published shift, up to 30 days after the import. A shift that begins on the last of these days counts.
    /// </summary>
    public DateOnly? LastShiftOn { get; init; }

    /// <summary>Words of an exemption that protects on D (tag and end); null if none.</summary>
    public string? ExemptBy { get; init; }

    /// <summary>The same for an exemption that protects the seat from reclamation.</summary>
    public string? KeptBy { get; init; }

    /// <summary>Last day of the latest leave that has ended; null if none is known.</summary>
    public DateOnly? LeaveEndedOn { get; init; }

    /// <summary>A person allowed automatic policies to take this seat although no person was ever seen on the account.</summary>
    public bool MayBeTaken { get; init; }

    /// <summary>The last day on which each signal saw the person.</summary>
    public LastSeen Seen { get; init; }

    /// <summary>Latest known activity. Null means none is known, not "never".</summary>
    public DateOnly? LastSeenOn => Seen.On;

    /// <summary>True if presence or a handled interaction is known, which robots and integrations don't show.</summary>
    public bool WasSeenAsPerson => Seen.Presence is not null || Seen.Interaction is not null || FirstActiveOn is not null;

    /// <summary>First day on which a rejected or restored kind may be found again.</summary>
    public IReadOnlyDictionary<FindingKind, DateOnly> SuppressedUntil { get; init; } = NothingSuppressed;

    public static IReadOnlyDictionary<FindingKind, DateOnly> NothingSuppressed { get; } = new Dictionary<FindingKind, DateOnly>();
}

/// <param name="FirstSeenOn">First day on which a snapshot saw the current stretch; null if unknown.</param>
public readonly record struct HeldSku(string Id, DateOnly? FirstSeenOn = null);

/// <param name="Division">Division id.</param>
/// <param name="To">Last day in it: the day on which an import first saw the person elsewhere.</param>
public sealed record PastDivision(string Division, DateOnly To);

/// <summary>A role granted to a person or group in these divisions.</summary>
public sealed record DirectGrant(string RoleId, IReadOnlyList<string> Divisions)
{
    /// <summary>The vendor's marker for a grant in all divisions.</summary>
    public const string AllDivisions = "*";
}
