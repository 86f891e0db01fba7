using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>Shared by the provider's writes: one transaction for the identity, its effects on seats, and the audit.</summary>
internal sealed class IdentityWriting(IDbContextFactory<LicenseDb> dbs, IHearLeavers leavers, TimeProvider clock)
{
    public const string NoSuchUser = "User not found.";

    /// <summary>If two writers collide on one row or create the same identity, the loser retries with what it then finds.</summary>
    private const int Tries = 4;

    public async Task<Outcome<IdentityRow>> RunAsync(
        Viewer viewer,
        bool again,
        Func<LicenseDb, DateTime, CancellationToken, Task<Outcome<Written>>> write,
        CancellationToken ct
    )
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
                return Refusal.Stale("The user has changed. Read it again.");
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // Another writer was first.
            }
        }
    }

    private async Task<(Outcome<IdentityRow> Outcome, bool Heard)> OnceAsync(
        LicenseDb db,
        Viewer viewer,
        Func<LicenseDb, DateTime, CancellationToken, Task<Outcome<Written>>> write,
        CancellationToken ct
    )
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
            if (news && identity.Active)
            {
                await IdentityMerge.JoinNamesakesAsync(db, identity, ct);
            }

            var arrived = written.Value.Arrived;
            AuditEntry[] heard = (news || arrived.Count > 0, identity.Active) switch
            {
                (false, _) => [],
                (true, true) => await leavers.ReturnedAsync(db, identity, viewer, now, ct),
                (true, false) => await leavers.LeftAsync(db, identity, news ? null : arrived, viewer, now, ct),
            };
            var entry = new AuditEntry
            {
                At = now,
                Actor = viewer.Actor,
                Action = "identity." + (action.Length > 0 ? action : "changed"),
                Subject = $"identity:{identity.Id.Value}",
                To = identity.Active ? "active" : "inactive",
            };
            await db.AppendAsync([entry, .. heard], ct);
        }

        return written.Value.Left is { } left
            ? (left, news)
            : ((await SearchIdentities.RowsAsync(db, [identity], withGroups: true, ct))[0], news || written.Value.Arrived.Count > 0);
    }

    public static Refusal Taken(string attribute) => new("uniqueness", $"Another user already has this {attribute}.");

    /// <param name="Action">Empty if nothing changed.</param>
    /// <param name="Spoke">True if the provider stated whether the person is active; only then can they leave or return.</param>
    public readonly record struct Written(Identity Identity, string Action, bool Spoke)
    {
        /// <summary>Keys of accounts taken over from another identity.</summary>
        public IReadOnlyCollection<int> Arrived { get; init; } = [];

        /// <summary>Why the rest of the request was refused; what was applied is kept.</summary>
        public Refusal? Left { get; init; }
    }
}

/// <summary>The result of a write by the provider.</summary>
/// <param name="SaysActive">True if it states whether the person is active.</param>
public sealed record IdentityChange(IdentityFields Fields, bool SaysActive)
{
    /// <summary>
    /// What was wrong with the rest of the request. The active state is applied regardless, because an unrelated error must not keep the
    /// access of a person who left.
    /// </summary>
    public Refusal? Left { get; init; }
}

/// <summary>
/// The provider replaces or patches a user. The change is a function of the current state, so concurrent changes are not lost.
/// </summary>
public sealed class ChangeIdentity(IDbContextFactory<LicenseDb> dbs, IHearLeavers leavers, TimeProvider clock)
{
    private readonly IdentityWriting _writing = new(dbs, leavers, clock);

    /// <param name="version">As read by the caller; null skips the check.</param>
    public Task<Outcome<IdentityRow>> RunAsync(
        Viewer viewer,
        PersonId id,
        int? version,
        Func<IdentityFields, Outcome<IdentityChange>> change,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(change);
        return _writing.RunAsync(
            viewer,
            again: version is null,
            async (db, now, token) =>
            {
                if (await db.Identities.SingleOrDefaultAsync(i => i.Id == id && i.DeletedAt == null, token) is not { } identity)
                {
                    return Refusal.NotFound(IdentityWriting.NoSuchUser);
                }

                if (version is not null && version != identity.Version)
                {
                    return Refusal.Stale("The user has changed. Read it again.");
                }

                var changed = change(identity.Fields);
                if (changed.Refusal is { } refusal)
                {
                    return refusal;
                }

                var (fields, saysActive) = changed.Value;
                IReadOnlyList<int> arrived = [];
                var left = changed.Value.Left;
                if (left is null)
                {
                    var room = await RoomAsync(db, identity, fields, now, token);
                    (left, arrived) = (room.Refusal, room.Refusal is null ? room.Value : []);
                }

                if (left is not null)
                {
                    if (!saysActive)
                    {
                        return left;
                    }

                    fields = identity.Fields with { Active = fields.Active };
                }

                return new IdentityWriting.Written(identity, identity.Take(fields, now) ? "changed" : "", saysActive)
                {
                    Arrived = arrived,
                    Left = left,
                };
            },
            ct
        );
    }

    /// <summary>
    /// Frees the new name: an identity known only from the pull, or deleted, gives it up. It is the same person only if employee number
    /// or external ID match.
    /// </summary>
    /// <returns>Keys of the accounts that came with the name.</returns>
    private static async Task<Outcome<IReadOnlyList<int>>> RoomAsync(
        LicenseDb db,
        Identity identity,
        IdentityFields fields,
        DateTime now,
        CancellationToken ct
    )
    {
        if (
            fields.ExternalId is { } externalId
            && externalId != identity.ExternalId
            && await db.Identities.AnyAsync(i => i.ExternalId == externalId && i.DeletedAt == null && i.Key != identity.Key, ct)
        )
        {
            return IdentityWriting.Taken("externalId");
        }

        var key = fields.UserName.ToLowerInvariant();
        if (key == identity.UserNameKey || await db.Identities.SingleOrDefaultAsync(i => i.UserNameKey == key, ct) is not { } other)
        {
            return Array.Empty<int>();
        }

        if (other is { Provided: true, DeletedAt: null })
        {
            return IdentityWriting.Taken("userName");
        }

        var agrees = Revival.Agrees(fields, other);
        other.GiveUpName(now);
        await db.SaveChangesAsync(ct);
        if (agrees)
        {
            return await IdentityMerge.RunAsync(db, identity, other, ct);
        }

        await IdentityMerge.OfferAsync(db, identity, other, now, ct);
        return Array.Empty<int>();
    }
}

/// <summary>The provider deletes a user: the person becomes a leaver and can no longer be found.</summary>
public sealed class DeleteIdentity(IDbContextFactory<LicenseDb> dbs, IHearLeavers leavers, TimeProvider clock)
{
    private readonly IdentityWriting _writing = new(dbs, leavers, clock);

    /// <param name="version">As read by the caller; null skips the check.</param>
    public Task<Outcome<IdentityRow>> RunAsync(Viewer viewer, PersonId id, int? version, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return _writing.RunAsync(
            viewer,
            again: version is null,
            async (db, now, token) =>
            {
                if (await db.Identities.SingleOrDefaultAsync(i => i.Id == id && i.DeletedAt == null, token) is not { } identity)
                {
                    return Refusal.NotFound(IdentityWriting.NoSuchUser);
                }

                if (version is not null && version != identity.Version)
                {
                    return Refusal.Stale("The user has changed. Read it again.");
                }

                identity.Delete(now);
                return new IdentityWriting.Written(identity, "deleted", Spoke: true);
            },
            ct
        );
    }
}
