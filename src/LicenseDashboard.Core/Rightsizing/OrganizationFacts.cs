using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// The facts about one organization that the rules need, read once per run. IDs are the vendor's, compared exactly; days are local days
/// of the platform.
/// </summary>
public sealed record OrganizationFacts
{
    public required Catalogue Catalogue { get; init; }

    /// <summary>SKUs in the vendor's definitions, without those that only seats name.</summary>
    public required IReadOnlyList<SkuFacts> Definitions { get; init; }

    /// <summary>Roles that currently exist.</summary>
    public required IReadOnlyList<RoleFacts> Roles { get; init; }

    /// <summary>Groups that grant a role; groups without roles may be omitted.</summary>
    public required IReadOnlyList<GroupFacts> Groups { get; init; }

    /// <summary>
    /// By name: <see cref="StreamFacts.Conversations"/>, <see cref="StreamFacts.Presence"/>, <see cref="StreamFacts.Evaluations"/>, and
    /// <c>audits:Routing</c> for each audit service. A missing stream was never pulled; nothing of it is covered.
    /// </summary>
    public required IReadOnlyDictionary<string, StreamFacts> Streams { get; init; }

    /// <summary>Sources of usage that feed the features.</summary>
    public IReadOnlyList<UsageSource> Sources { get; init; } = SourceCatalogue.All;

    /// <summary>
    /// What the organization audits. Null if the mapping was never read (audit features are then unknown); empty if it was refused with
    /// 403 or 404.
    /// </summary>
    public required AuditMapping? AuditMapping { get; init; }

    /// <summary>By division ID, for divisions with people. Missing divisions are not tested.</summary>
    public IReadOnlyDictionary<string, DivisionFacts> Divisions { get; init; } = new Dictionary<string, DivisionFacts>();

    /// <summary>Days without activity after which a person is inactive.</summary>
    public InactiveAfter InactiveAfter { get; init; } = InactiveAfter.Default;

    /// <summary>First day with a seat snapshot.</summary>
    public DateOnly? FirstSnapshotOn { get; init; }

    /// <summary>
    /// True if planning is known: management units, their members and published schedules were all served, or the vendor has no workforce
    /// management.
    /// </summary>
    public bool PlanningCovered { get; init; }

    /// <summary>Active people who hold the guard permission of the catalogue, directly or through a group, by division.</summary>
    public GuardHolders GuardHolders { get; init; } = GuardHolders.None;

    /// <summary>Key of the person whose account owns our API client (<c>Genesys:ClientOwner</c>); null disables the guard.</summary>
    public int? ClientOwner { get; init; }

    /// <summary>True if a line of the contract counts people who are there at the same time.</summary>
    public bool CountsConcurrent { get; init; }

    /// <summary>
    /// Answers of the vendor's infer, by <see cref="RoleSetHash.Of"/>. Stored by <c>ConfirmPlans</c> and discarded when roles or
    /// definitions change.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> InferAnswers { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Names of streams that the vendor serves but that are late. While there is one, a run withdraws nothing.</summary>
    public IReadOnlyList<string> LateStreams(DateOnly today) =>
        [
            .. Streams
                .Where(stream => stream.Value.Served && stream.Value.IsLate(today))
                .Select(stream => stream.Key)
                .Order(StringComparer.Ordinal),
        ];
}

/// <summary>A license in the vendor's definitions.</summary>
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
