using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>Merges identities that are, or may be, one person. Runs on the caller's context in its transaction.</summary>
internal static class IdentityMerge
{
    /// <summary>Asks a person to decide; once per pair.</summary>
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

    /// <summary>
    /// Moves the accounts and memberships of the other identity to this one. An identity known only from the pull is removed; one written
    /// by the provider stays without accounts.
    /// </summary>
    /// <returns>Keys of the moved accounts.</returns>
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

    /// <summary>Links accounts with the same address that arrived while the person was gone and were kept separate.</summary>
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
