using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Everything a directory import reads, complete and in memory. Writing starts only then, so an interrupted listing changes nothing.
/// </summary>
internal sealed record DirectorySnapshot(
    IReadOnlyCollection<VendorPerson> People,
    IReadOnlyCollection<VendorDivision> Divisions,
    IReadOnlyCollection<VendorGroup> Groups,
    IReadOnlyCollection<(string GroupId, string PersonId)> Members,
    IReadOnlySet<string> GroupsUnknownFor,
    IReadOnlyCollection<VendorRole> Roles,
    IReadOnlyCollection<VendorGrant> Grants,
    IReadOnlyCollection<VendorSku> Skus,
    IReadOnlyCollection<VendorSeat> Seats,
    StagedPlanning Planning,
    StagedBilling Billing
);

/// <summary>The vendor's billing report.</summary>
/// <param name="Fault">Why it is unknown now; null if it is known.</param>
internal sealed record StagedBilling(IReadOnlyCollection<VendorBilled> Rows, VendorException? Fault);
