using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// Everything the rules need to know of one organization, read once for a run. Ids are the vendor's, compared exactly; days are the
/// platform's local days.
/// </summary>
public sealed record OrganizationFacts
{
    public required Catalogue Catalogue { get; init; }

    /// <summary>What the vendor's definitions list; not the SKUs that only a seat named.</summary>
    public required IReadOnlyList<SkuFacts> Definitions { get; init; }

    /// <summary>Roles that exist now.</summary>
    public required IReadOnlyList<RoleFacts> Roles { get; init; }

    /// <summary>Groups that grant a role; one without roles may be left out.</summary>
    public required IReadOnlyList<GroupFacts> Groups { get; init; }

    /// <summary>By name: <see cref="StreamFacts.Conversations"/>, <see cref="StreamFacts.Presence"/>,
    /// <see cref="StreamFacts.Evaluations"/>, and <c>audits:Routing</c> for each audit service. A stream that is missing here was never
    /// pulled: nothing of it is covered.</summary>
    public required IReadOnlyDictionary<string, StreamFacts> Streams { get; init; }

    /// <summary>Sources of usage that feed the features.</summary>
    public IReadOnlyList<UsageSource> Sources { get; init; } = SourceCatalogue.All;

    /// <summary>
    /// What the organization audits; null while the mapping was never read (then audit features are unknown). Refused with 403 or 404:
    /// empty.
    /// </summary>
    public required AuditMapping? AuditMapping { get; init; }

    /// <summary>By division id, for those with people. A missing one is not tested.</summary>
    public IReadOnlyDictionary<string, DivisionFacts> Divisions { get; init; } = new Dictionary<string, DivisionFacts>();

    /// <summary>After how many days without a sign of life somebody is inactive.</summary>
    public InactiveAfter InactiveAfter { get; init; } = InactiveAfter.Default;

    /// <summary>First day of which a seat snapshot exists.</summary>
    public DateOnly? FirstSnapshotOn { get; init; }

    /// <summary>
    /// Who is planned is known: management units, their members and published schedules were all served, or the vendor has no workforce
    /// management. False: being planned is unknown.
    /// </summary>
    public bool PlanningCovered { get; init; }

    /// <summary>Active people who hold the catalogue's guard permission, directly or by group, by division.</summary>
    public GuardHolders GuardHolders { get; init; } = GuardHolders.None;

    /// <summary>Key of the person whose account owns our client (<c>Genesys:ClientOwner</c>); null = no such guard.</summary>
    public int? ClientOwner { get; init; }

    /// <summary>
    /// What the vendor's infer answered, by <see cref="RoleSetHash.Of"/>. Kept by <c>ConfirmPlans</c>, dropped when roles or definitions
    /// change.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> InferAnswers { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Streams that the vendor serves and that are late, by name: while there is one, a run withdraws nothing.</summary>
    public IReadOnlyList<string> LateStreams(DateOnly today) =>
        [
            .. Streams
                .Where(stream => stream.Value.Served && stream.Value.IsLate(today))
                .Select(stream => stream.Key)
                .Order(StringComparer.Ordinal),
        ];
}

/// <summary>A licence in the vendor's definitions.</summary>
public sealed record SkuFacts(
    string Id,
    IReadOnlyList<string> Permissions,
    IReadOnlyList<string> Prerequisites,
    IReadOnlyList<string> Comprises
);

public sealed record RoleFacts(string Id, string Name, IReadOnlyList<string> Permissions);

public sealed record GroupFacts(string Id, string Name, IReadOnlyList<DirectGrant> Grants)
{
    public IEnumerable<string> RoleIds => Grants.Select(grant => grant.RoleId).Distinct(StringComparer.Ordinal);
}

/// <summary>Service → entity → actions.</summary>
public sealed record AuditMapping(IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Services)
{
    public static AuditMapping Empty { get; } = new(new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>());
}
