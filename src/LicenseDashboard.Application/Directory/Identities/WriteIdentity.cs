using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>What is shared by the provider's writes: one transaction for the identity, what it means for seats, and the audit.</summary>
internal sealed class IdentityWriting(IDbContextFactory<LicenseDb> dbs, IHearLeavers leavers, TimeProvider clock)
{
    public const string NoSuchUser = "No such user.";

    /// <summary>Two writers at one row, or two that create the same: the loser looks again and is told what it finds then.</summary>
    private const int Tries = 4;

    public async Task<Outcome<IdentityRow>> RunAsync(
        Viewer viewer, bool again, Func<LicenseDb, DateTime, CancellationToken, Task<Outcome<Written>>> write, CancellationToken ct)
    {
        if (!viewer.SpeaksForProvider)
        {
            return ProviderOnly.Refusal;
        }

        for (var attempt = 1; ; attempt++)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            try
            {
                var (outcome, heard) = await db.InTransactionAsync(token => OnceAsync(db, viewer, write, token), ct);
                if (heard)
                {
                    leavers.Wake();
                }

                return outcome;
            }
            catch (DbUpdateConcurrencyException) when (!again || attempt == Tries)
            {
                return Refusal.Stale("The user has changed meanwhile; read it again.");
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // Somebody else was first.
            }
        }
    }

    private async Task<(Outcome<IdentityRow> Outcome, bool Heard)> OnceAsync(
        LicenseDb db, Viewer viewer, Func<LicenseDb, DateTime, CancellationToken, Task<Outcome<Written>>> write, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var written = await write(db, now, ct);
        if (written.Refusal is { } refusal)
        {
            db.ChangeTracker.Clear();
            return (refusal, false);
        }

        var (identity, action, spoke) = written.Value;
        var news = spoke && (identity.Active ? identity.Return() : identity.Leave(now));
        if (action.Length > 0 || news)
        {
            await db.SaveChangesAsync(ct);
            AuditEntry[] heard = (news, identity.Active) switch
            {
                (false, _) => [],
                (true, true) => await leavers.ReturnedAsync(db, identity, viewer, now, ct),
                (true, false) => await leavers.LeftAsync(db, identity, viewer, now, ct),
            };
            var entry = new AuditEntry { At = now, Actor = viewer.Actor, Action = "identity." + (action.Length > 0 ? action : "changed"), Subject = $"identity:{identity.Id.Value}", To = identity.Active ? "active" : "inactive" };
            await db.AppendAsync([entry, .. heard], ct);
        }

        return ((await SearchIdentities.RowsAsync(db, [identity], withGroups: true, ct))[0], news);
    }

    public static Refusal Taken(string attribute) => new("uniqueness", $"Another user has this {attribute}.");

    /// <param name="Action">Empty: nothing has changed.</param>
    /// <param name="Spoke">The provider said whether they are there: only then have they left, or come back.</param>
    public readonly record struct Written(Identity Identity, string Action, bool Spoke);
}

/// <summary>
/// The provider creates a user. Whoever is known already is not made twice: by userName or externalId it is a conflict; by mail or employee number, when that names exactly one of the
/// people whom the provider has not spoken of yet, the new user is that one. Nobody's account is made at the vendor: a user without one waits for it.
/// </summary>
public sealed class CreateIdentity(IDbContextFactory<LicenseDb> dbs, IHearLeavers leavers, TimeProvider clock)
{
    private readonly IdentityWriting _writing = new(dbs, leavers, clock);

    public Task<Outcome<IdentityRow>> RunAsync(Viewer viewer, IdentityFields fields, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(fields);
        return _writing.RunAsync(viewer, again: true, async (db, now, token) =>
        {
            var key = fields.UserName.ToLowerInvariant();
            var byName = await db.Identities.SingleOrDefaultAsync(i => i.UserNameKey == key, token);
            if (byName is { DeletedAt: null })
            {
                return IdentityWriting.Taken("userName");
            }

            if (fields.ExternalId is { } externalId && await db.Identities.AnyAsync(i => i.ExternalId == externalId && i.DeletedAt == null, token))
            {
                return IdentityWriting.Taken("externalId");
            }

            var known = byName ?? await KnownAsync(db, fields, token);
            if (known is null)
            {
                known = Identity.Created(fields, now);
                db.Identities.Add(known);
            }
            else
            {
                known.Take(fields, now);
            }

            return new IdentityWriting.Written(known, "created", Spoke: true);
        }, ct);
    }

    private static async Task<Identity?> KnownAsync(LicenseDb db, IdentityFields fields, CancellationToken ct)
    {
        var free = db.Identities.Where(i => (i.DeletedAt == null && !i.Provided) || i.DeletedAt != null);
        if (fields.ExternalId is { } externalId && await OneAsync(free.Where(i => i.ExternalId == externalId), ct) is { } byExternalId)
        {
            return byExternalId;
        }

        if (fields.Email?.ToLowerInvariant() is { } mail && await OneAsync(free.Where(i => i.EmailKey == mail || i.UserNameKey == mail), ct) is { } byMail)
        {
            return byMail;
        }

        return fields.EmployeeNumber is { } number ? await OneAsync(free.Where(i => i.EmployeeNumber == number), ct) : null;
    }

    private static async Task<Identity?> OneAsync(IQueryable<Identity> fitting, CancellationToken ct) => await fitting.Take(2).ToListAsync(ct) is [var one] ? one : null;
}

/// <summary>What becomes of somebody by a write of the provider.</summary>
/// <param name="SaysActive">It said whether they are there.</param>
public sealed record IdentityChange(IdentityFields Fields, bool SaysActive);

/// <summary>The provider replaces or patches a user: what it says becomes of what is there is a function, so that nothing written meanwhile is lost.</summary>
public sealed class ChangeIdentity(IDbContextFactory<LicenseDb> dbs, IHearLeavers leavers, TimeProvider clock)
{
    private readonly IdentityWriting _writing = new(dbs, leavers, clock);

    /// <param name="version">As the caller read it; null: whatever it is.</param>
    public Task<Outcome<IdentityRow>> RunAsync(Viewer viewer, PersonId id, int? version, Func<IdentityFields, Outcome<IdentityChange>> change, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(change);
        return _writing.RunAsync(viewer, again: version is null, async (db, now, token) =>
        {
            if (await db.Identities.SingleOrDefaultAsync(i => i.Id == id && i.DeletedAt == null, token) is not { } identity)
            {
                return Refusal.NotFound(IdentityWriting.NoSuchUser);
            }

            if (version is not null && version != identity.Version)
            {
                return Refusal.Stale("The user has changed since you read it; read it again.");
            }

            var changed = change(identity.Fields);
            if (changed.Refusal is { } refusal)
            {
                return refusal;
            }

            var fields = changed.Value.Fields;
            var key = fields.UserName.ToLowerInvariant();
            if (key != identity.UserNameKey && await db.Identities.AnyAsync(i => i.UserNameKey == key, token))
            {
                return IdentityWriting.Taken("userName");
            }

            if (fields.ExternalId is { } externalId && externalId != identity.ExternalId
                && await db.Identities.AnyAsync(i => i.ExternalId == externalId && i.DeletedAt == null && i.Key != identity.Key, token))
            {
                return IdentityWriting.Taken("externalId");
            }

            return new IdentityWriting.Written(identity, identity.Take(fields, now) ? "changed" : "", changed.Value.SaysActive);
        }, ct);
    }
}

/// <summary>The provider deletes a user: a leaver, and not found any more.</summary>
public sealed class DeleteIdentity(IDbContextFactory<LicenseDb> dbs, IHearLeavers leavers, TimeProvider clock)
{
    private readonly IdentityWriting _writing = new(dbs, leavers, clock);

    /// <param name="version">As the caller read it; null: whatever it is.</param>
    public Task<Outcome<IdentityRow>> RunAsync(Viewer viewer, PersonId id, int? version, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return _writing.RunAsync(viewer, again: version is null, async (db, now, token) =>
        {
            if (await db.Identities.SingleOrDefaultAsync(i => i.Id == id && i.DeletedAt == null, token) is not { } identity)
            {
                return Refusal.NotFound(IdentityWriting.NoSuchUser);
            }

            if (version is not null && version != identity.Version)
            {
                return Refusal.Stale("The user has changed since you read it; read it again.");
            }

            identity.Delete(now);
            return new IdentityWriting.Written(identity, "deleted", Spoke: true);
        }, ct);
    }
}
