using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>Two identities that are one person, or may be. On the caller's context, in its transaction.</summary>
internal static class IdentityMerge
{
    /// <summary>For a person to say; once for each pair.</summary>
    public static async Task OfferAsync(LicenseDb db, Identity identity, Identity other, DateTime now, CancellationToken ct)
    {
        if (!await db.IdentityMatches.AnyAsync(m => m.IdentityKey == identity.Key && m.OtherKey == other.Key, ct))
        {
            db.IdentityMatches.Add(
                new IdentityMatch
                {
                    IdentityKey = identity.Key,
                    OtherKey = other.Key,
                    SaidAt = now,
                }
            );
        }
    }

    /// <summary>The accounts and memberships of the other become this one's. Whom only the pull knew is no more; whom the provider wrote
    /// stays, without accounts.</summary>
    /// <returns>Keys of the accounts.</returns>
    public static async Task<int[]> RunAsync(LicenseDb db, Identity identity, Identity other, CancellationToken ct)
    {
        var links = await db.IdentityPeople.Where(l => l.IdentityKey == other.Key).ToListAsync(ct);
        links.ForEach(link => link.IdentityKey = identity.Key);
        var own = await db.ProvidedMembers.Where(m => m.IdentityKey == identity.Key).Select(m => m.GroupKey).ToListAsync(ct);
        var members = await db.ProvidedMembers.Where(m => m.IdentityKey == other.Key).ToListAsync(ct);
        db.ProvidedMembers.RemoveRange(members);
        db.ProvidedMembers.AddRange(
            members
                .Where(member => !own.Contains(member.GroupKey))
                .Select(member => new ProvidedMember
                {
                    GroupKey = member.GroupKey,
                    IdentityKey = identity.Key,
                    Belongs = member.Belongs,
                })
        );
        db.IdentityMatches.RemoveRange(
            await db
                .IdentityMatches.Where(m =>
                    (m.IdentityKey == identity.Key && m.OtherKey == other.Key)
                    || (!other.Provided && (m.IdentityKey == other.Key || m.OtherKey == other.Key))
                )
                .ToListAsync(ct)
        );
        if (!other.Provided)
        {
            db.Identities.Remove(other);
        }

        await db.SaveChangesAsync(ct);
        return [.. links.Select(link => link.PersonKey)];
    }

    /// <summary>Accounts of the same address that came while somebody was gone, and were kept apart for that.</summary>
    public static async Task JoinNamesakesAsync(LicenseDb db, Identity identity, CancellationToken ct)
    {
        var (name, mail) = (identity.UserNameKey, identity.EmailKey ?? identity.UserNameKey);
        foreach (
            var pulled in await db
                .Identities.Where(i => !i.Provided && i.DeletedAt == null && (i.EmailKey == name || i.EmailKey == mail))
                .ToListAsync(ct)
        )
        {
            await RunAsync(db, identity, pulled, ct);
        }
    }
}
