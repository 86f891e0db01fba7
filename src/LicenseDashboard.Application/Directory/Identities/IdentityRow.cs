using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>One identity as returned to readers.</summary>
/// <param name="Groups">Empty if not requested.</param>
public sealed record IdentityRow(
    PersonId Id,
    int Version,
    IdentityFields Fields,
    DateTime CreatedAt,
    DateTime ChangedAt,
    IReadOnlyList<GroupName> Groups
)
{
    internal static IdentityRow Of(Identity identity, IReadOnlyList<GroupName>? groups = null) =>
        new(identity.Id, identity.Version, identity.Fields, identity.CreatedAt, identity.ChangedAt, groups ?? []);
}

public sealed record GroupName(int Key, string Name);

/// <summary>Group membership: the vendor's members, overridden by the provider's.</summary>
internal static class Membership
{
    public static async Task<ILookup<int, GroupName>> OfAsync(LicenseDb db, IReadOnlyCollection<int> identities, CancellationToken ct)
    {
        var vendor = await (
            from link in db.IdentityPeople
            join member in db.GroupMembers on link.PersonKey equals member.PersonKey
            join named in db.Groups on member.GroupKey equals named.Key
            where identities.Contains(link.IdentityKey)
            select new
            {
                link.IdentityKey,
                named.Key,
                named.Name,
            }
        ).ToListAsync(ct);
        var provided = await (
            from member in db.ProvidedMembers
            join named in db.Groups on member.GroupKey equals named.Key
            where identities.Contains(member.IdentityKey)
            select new
            {
                member.IdentityKey,
                named.Key,
                named.Name,
                member.Belongs,
            }
        ).ToListAsync(ct);
        var taken = provided.Where(member => !member.Belongs).Select(member => (member.IdentityKey, member.Key)).ToHashSet();
        return vendor
            .Where(member => !taken.Contains((member.IdentityKey, member.Key)))
            .Concat(
                provided
                    .Where(member => member.Belongs)
                    .Select(member => new
                    {
                        member.IdentityKey,
                        member.Key,
                        member.Name,
                    })
            )
            .Distinct()
            .OrderBy(member => member.Key)
            .ToLookup(member => member.IdentityKey, member => new GroupName(member.Key, member.Name));
    }

    /// <summary>Members of a group that have not been deleted.</summary>
    public static IQueryable<Identity> Members(this LicenseDb db, int group) =>
        db.Identities.Where(i =>
            i.DeletedAt == null
            && (
                db.ProvidedMembers.Any(m => m.GroupKey == group && m.IdentityKey == i.Key && m.Belongs)
                || (
                    !db.ProvidedMembers.Any(m => m.GroupKey == group && m.IdentityKey == i.Key)
                    && db.IdentityPeople.Any(l =>
                        l.IdentityKey == i.Key && db.GroupMembers.Any(m => m.GroupKey == group && m.PersonKey == l.PersonKey)
                    )
                )
            )
        );
}
