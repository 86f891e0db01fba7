using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>
/// The provider creates a user. A user name or external ID that exists is a conflict. A person who left gets the same identity only with
/// proof (<see cref="Revival"/>). Otherwise a new identity is created, the old one gives up its name, and a person may confirm that they
/// are the same. If mail or employee number identifies exactly one person that the provider has not written yet, the new user is that
/// person. No account is created at the vendor; a user without one waits for it.
/// </summary>
public sealed class CreateIdentity(IDbContextFactory<LicenseDb> dbs, IHearLeavers leavers, TimeProvider clock)
{
    private readonly IdentityWriting _writing = new(dbs, leavers, clock);

    public Task<Outcome<IdentityRow>> RunAsync(Viewer viewer, IdentityFields fields, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(fields);
        return _writing.RunAsync(viewer, again: true, (db, now, token) => CreateAsync(db, fields, now, token), ct);
    }

    private static async Task<Outcome<IdentityWriting.Written>> CreateAsync(
        LicenseDb db,
        IdentityFields fields,
        DateTime now,
        CancellationToken ct
    )
    {
        var key = fields.UserName.ToLowerInvariant();
        var byName = await db.Identities.SingleOrDefaultAsync(i => i.UserNameKey == key, ct);
        var byExternalId = fields.ExternalId is { } externalId
            ? await db.Identities.Where(i => i.ExternalId == externalId).ToListAsync(ct)
            : [];
        if (byName is { DeletedAt: null } && (byName.Active || !byName.Provided))
        {
            return IdentityWriting.Taken("userName");
        }

        if (byExternalId.Exists(identity => identity is { DeletedAt: null, Active: true }))
        {
            return IdentityWriting.Taken("externalId");
        }

        var namesakes = await NamesakesAsync(db, fields, key, ct);
        var back =
            byExternalId.Find(identity => identity.DeletedAt is null)
            ?? Only(byExternalId)
            ?? Only(namesakes.Where(identity => Revival.IsPair(fields, identity)))
            ?? Only(namesakes.Where(identity => Shares(identity, fields, key) && Revival.IsSame(fields, identity, now)));
        if (byName is not null && byName != back)
        {
            byName.GiveUpName(now);
            await db.SaveChangesAsync(ct);
        }

        if (back is not null || (back = await PulledAsync(db, fields, ct)) is not null)
        {
            back.Take(fields, now);
        }
        else
        {
            back = Identity.Created(fields, now);
            db.Identities.Add(back);
        }

        await db.SaveChangesAsync(ct);
        foreach (var other in namesakes.Contains(back) || byExternalId.Contains(back) ? [] : namesakes)
        {
            await IdentityMerge.OfferAsync(db, back, other, now, ct);
        }

        return new IdentityWriting.Written(back, "created", Spoke: true);
    }

    /// <summary>Identities that left and have the same user name (with or without tombstone prefix), mail or employee number.</summary>
    private static async Task<List<Identity>> NamesakesAsync(LicenseDb db, IdentityFields fields, string key, CancellationToken ct)
    {
        var (mail, number) = (fields.Email?.ToLowerInvariant(), fields.EmployeeNumber);
        var gone = db.Identities.Where(i => i.Provided && !i.Active);
        var found = await gone.Where(i => i.UserNameKey == key).ToListAsync(ct);
        found.AddRange(await gone.Where(i => i.FormerNameKey == key).ToListAsync(ct));
        found.AddRange(await gone.Where(i => i.EmailKey == key).ToListAsync(ct));
        found.AddRange(mail is null ? [] : await gone.Where(i => i.EmailKey == mail || i.UserNameKey == mail).ToListAsync(ct));
        found.AddRange(number is null ? [] : await gone.Where(i => i.EmployeeNumber == number).ToListAsync(ct));
        return [.. found.Distinct()];
    }

    private static bool Shares(Identity identity, IdentityFields fields, string key)
    {
        var mail = fields.Email?.ToLowerInvariant();
        return identity.UserNameKey == key
            || identity.EmailKey == key
            || (mail is not null && (identity.EmailKey == mail || identity.UserNameKey == mail));
    }

    private static async Task<Identity?> PulledAsync(LicenseDb db, IdentityFields fields, CancellationToken ct)
    {
        var free = db.Identities.Where(i => i.DeletedAt == null && !i.Provided);
        if (
            fields.Email?.ToLowerInvariant() is { } mail
            && await free.Where(i => i.EmailKey == mail || i.UserNameKey == mail).Take(2).ToListAsync(ct) is [var byMail]
        )
        {
            return byMail;
        }

        return
            fields.EmployeeNumber is { } number
            && await free.Where(i => i.EmployeeNumber == number).Take(2).ToListAsync(ct) is [var byNumber]
            ? byNumber
            : null;
    }

    private static Identity? Only(IEnumerable<Identity> fitting) => fitting.Take(2).ToList() is [var one] ? one : null;
}
