using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>Everything one directory import asks, complete and in memory: only then is anything written, so a listing that breaks off changes nothing.</summary>
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
    VendorPlanning? Planning,
    IReadOnlyCollection<VendorBilled>? Billed);
