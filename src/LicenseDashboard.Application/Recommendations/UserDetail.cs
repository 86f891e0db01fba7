using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>A role that somebody holds now.</summary>
/// <param name="Group">Name of the group that gives it; null when it is held directly.</param>
/// <param name="Divisions">Names of the divisions it is held in; <c>*</c> stands for all.</param>
public sealed record HeldRole(string RoleId, string Role, string? Group, IReadOnlyList<string> Divisions);

/// <param name="Features">As the facts stand now, in feature order.</param>
/// <param name="DataNotes">What an administrator should know of the data about them.</param>
public sealed record UserDetails(
    UserRow Row, string? Title, string? Department, DateOnly? HiredOn, IReadOnlyList<HeldRole> Roles, IReadOnlyList<FeatureFact> Features, IReadOnlyList<string> DataNotes);

/// <summary>One person with their roles and what they use.</summary>
public sealed class UserDetail(IDbContextFactory<LicenseDb> dbs, UserList list, EvaluatePlatform evaluate)
{
    /// <param name="vendorId">The person's id at the vendor.</param>
    /// <param name="platform">Key of a platform; null: the first that knows the id.</param>
    /// <returns>Null when there is no such person for the viewer.</returns>
    public async Task<UserDetails?> RunAsync(Viewer viewer, string vendorId, string? platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var people = KnownPerson.Of(db, db.People.VisibleTo(viewer).Where(p => p.VendorId == vendorId));
        if (await people.Where(p => platform == null || p.Platform.Name == platform).OrderBy(p => p.Platform.Key).FirstOrDefaultAsync(ct) is not { } known)
        {
            return null;
        }

        var row = (await list.RowsAsync(db, [known], ct))[0];
        var verdict = await evaluate.OneAsync(known.Platform, known.Person.Key, ct);
        return new UserDetails(
            row, known.Person.Title, known.Person.Department, known.Person.HiredOn, await RolesAsync(db, known.Person, ct), verdict?.Features ?? [], verdict?.DataNotes ?? []);
    }

    private static async Task<IReadOnlyList<HeldRole>> RolesAsync(LicenseDb db, Person person, CancellationToken ct)
    {
        var direct = await (
            from grant in db.PersonGrants
            join role in db.Roles on grant.RoleKey equals role.Key
            where grant.PersonKey == person.Key
            select new { role.VendorId, role.Name, Group = (string?)null, grant.DivisionId }).ToListAsync(ct);
        var byGroup = await (
            from member in db.GroupMembers
            join owner in db.Groups on member.GroupKey equals owner.Key
            join grant in db.GroupGrants on owner.Key equals grant.GroupKey
            join role in db.Roles on grant.RoleKey equals role.Key
            where member.PersonKey == person.Key
            select new { role.VendorId, role.Name, Group = (string?)owner.Name, grant.DivisionId }).ToListAsync(ct);
        var divisions = await db.Divisions.Where(d => d.PlatformKey == person.PlatformKey).ToDictionaryAsync(d => d.VendorId, d => d.Name, ct);
        return
        [
            .. direct.Concat(byGroup).GroupBy(grant => (grant.VendorId, grant.Name, grant.Group))
                .OrderBy(role => role.Key.Name, StringComparer.Ordinal).ThenBy(role => role.Key.VendorId, StringComparer.Ordinal).ThenBy(role => role.Key.Group, StringComparer.Ordinal)
                .Select(role => new HeldRole(
                    role.Key.VendorId, role.Key.Name, role.Key.Group, [.. role.Select(grant => divisions.GetValueOrDefault(grant.DivisionId, grant.DivisionId)).Distinct().Order(StringComparer.Ordinal)])),
        ];
    }
}
