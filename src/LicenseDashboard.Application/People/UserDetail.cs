using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.People;

/// <param name="Features">According to the current facts, in feature order.</param>
/// <param name="DataNotes">What an administrator should know about the person's data.</param>
public sealed record UserDetails(
    UserRow Row,
    string? Title,
    string? Department,
    DateOnly? HiredOn,
    IReadOnlyList<HeldRole> Roles,
    IReadOnlyList<FeatureFact> Features,
    IReadOnlyList<string> DataNotes
);

/// <summary>One person with their roles and usage.</summary>
public sealed class UserDetail(IDbContextFactory<LicenseDb> dbs, UserList list, EvaluatePlatform evaluate)
{
    /// <param name="vendorId">The person's ID at the vendor.</param>
    /// <param name="platform">Key of a platform; null means the first that knows the ID.</param>
    /// <returns>Null if there is no such person for the viewer.</returns>
    public async Task<UserDetails?> RunAsync(Viewer viewer, string vendorId, string? platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var people = KnownPerson.Of(db, db.People.VisibleTo(viewer).Where(p => p.VendorId == vendorId));
        if (
            await people.Where(p => platform == null || p.Platform.Name == platform).OrderBy(p => p.Platform.Key).FirstOrDefaultAsync(ct)
            is not { } known
        )
        {
            return null;
        }

        var row = (await list.RowsAsync(db, [known], ct))[0];
        var verdict = await evaluate.OneAsync(known.Platform, known.Person.Key, ct);
        return new UserDetails(
            row,
            known.Person.Title,
            known.Person.Department,
            known.Person.HiredOn,
            await HeldRoles.ReadAsync(db, known.Person.PlatformKey, known.Person.Key, ct),
            verdict?.Features ?? [],
            verdict?.DataNotes ?? []
        );
    }
}
