using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>
/// Runs after a pull of people and gives every account an identity. An account joins the identity with its mail address, otherwise one
/// that waits for an account with its employee number. Otherwise it gets a new identity, as does an account that arrived more than a week
/// after a person of the same name left. What the provider has written is not changed. Can be repeated at any time.
/// </summary>
public sealed class LinkIdentities(IDbContextFactory<LicenseDb> dbs, SnapshotWriter writer, IHearLeavers leavers, TimeProvider clock)
{
    private const int RowsPerTransaction = 200;

    private static readonly BulkTable<Identity> _identities = new(
        i => i.UserNameKey,
        i => new
        {
            i.Id,
            i.Version,
            i.UserName,
            i.FormerNameKey,
            i.ExternalId,
            i.Active,
            i.DisplayName,
            i.FormattedName,
            i.GivenName,
            i.FamilyName,
            i.Title,
            i.Email,
            i.EmailKey,
            i.EmployeeNumber,
            i.Department,
            i.ManagerId,
            i.ManagerName,
            i.Provided,
            i.CreatedAt,
            i.ChangedAt,
            i.LeftAt,
            i.DeletedAt,
        }
    );

    private static readonly BulkTable<IdentityPerson> _links = new(l => l.PersonKey);

    public async Task RunAsync(Viewer viewer, int platformKey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var now = clock.GetUtcNow().UtcDateTime;
        var world = await LoadAsync(platformKey, now, ct);
        world.Join();
        var made = world.New.Select(draft => Identity.Pulled(draft.Id, world.FieldsOf(draft.First, draft.UserName), now)).ToList();
        await writer.UpsertAsync(
            _identities,
            db => db.Identities.Where(i => false),
            made,
            ct,
            (db, part, token) => AuditAsync(db, viewer, platformKey, now, $"+{part.Added.Count}", token)
        );
        await OfferAsync(viewer, world, now, ct);
        var linked = await LinkAsync(viewer, platformKey, world, now, ct);
        await FollowAsync(viewer, platformKey, world, now, ct);
        await HearAsync(viewer, linked, now, ct);
    }

    private async Task<Accounts> LoadAsync(int platformKey, DateTime now, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var people = await db
            .People.Where(p => p.PlatformKey == platformKey)
            .OrderBy(p => p.Key)
            .Select(p => new Account(
                p.Key,
                p.Id,
                p.VendorId,
                p.Name,
                p.Email == null ? null : p.Email.Trim(),
                p.NormalizedEmail,
                p.State,
                p.Title,
                p.Department,
                p.EmployeeId == null ? null : p.EmployeeId.Trim(),
                p.ManagerKey
            ))
            .ToListAsync(ct);
        var links = await db.IdentityPeople.AsNoTracking().ToDictionaryAsync(l => l.PersonKey, l => l.IdentityKey, ct);
        var known = await db
            .Identities.Select(i => new Known(i.Key, i.Id, i.UserNameKey, i.EmailKey, i.EmployeeNumber, i.Provided, i.LeftAt))
            .ToListAsync(ct);
        return new Accounts(people, links, known, now);
    }

    /// <summary>Before linking, so that an interrupted run offers them again.</summary>
    private async Task OfferAsync(Viewer viewer, Accounts world, DateTime now, CancellationToken ct)
    {
        foreach (var (personKey, identityKey) in world.Late)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            await db.InTransactionAsync(
                async token =>
                {
                    var identity = await db.Identities.SingleAsync(i => i.Key == identityKey, token);
                    var account = await db.People.AsNoTracking().SingleAsync(p => p.Key == personKey, token);
                    await db.AppendAsync(await leavers.LateAsync(db, identity, account, viewer, now, token), token);
                },
                ct
            );
        }
    }

    private async Task<ILookup<int, int>> LinkAsync(Viewer viewer, int platformKey, Accounts world, DateTime now, CancellationToken ct)
    {
        if (world.Linked.Count == 0)
        {
            return Enumerable.Empty<int>().ToLookup(key => key);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var keys = await db.Identities.ToDictionaryAsync(i => i.UserNameKey, i => i.Key, ct);
        var rows = world
            .Linked.Select(link => new IdentityPerson
            {
                PersonKey = link.PersonKey,
                IdentityKey = keys[link.UserNameKey],
                Since = now,
            })
            .ToList();
        await writer.UpsertAsync(
            _links,
            context => context.IdentityPeople.Where(l => false),
            rows,
            ct,
            (context, part, token) => AuditAsync(context, viewer, platformKey, now, $"linked {part.Added.Count}", token)
        );
        return rows.ToLookup(row => row.IdentityKey, row => row.PersonKey);
    }

    /// <summary>Applies what the pull found to identities that the provider has not written.</summary>
    private async Task FollowAsync(Viewer viewer, int platformKey, Accounts world, DateTime now, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var leading = world.Leading();
        var stale = new List<int>();
        await foreach (var identity in db.Identities.AsNoTracking().Where(i => !i.Provided).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (
                leading.TryGetValue(identity.Key, out var account)
                && world.FieldsOf(account, world.UserNameFor(account, identity.UserName)) != identity.Fields
            )
            {
                stale.Add(identity.Key);
            }
        }

        foreach (var part in stale.Chunk(RowsPerTransaction))
        {
            await using var context = await dbs.CreateDbContextAsync(ct);
            await context.InTransactionAsync(
                async token =>
                {
                    foreach (var identity in await context.Identities.Where(i => part.Contains(i.Key) && !i.Provided).ToListAsync(token))
                    {
                        var account = leading[identity.Key];
                        identity.Follow(world.FieldsOf(account, world.UserNameFor(account, identity.UserName)), now);
                    }

                    await AuditAsync(context, viewer, platformKey, now, $"~{part.Length}", token);
                },
                ct
            );
        }
    }

    /// <summary>
    /// Handles an account linked to a person who has left according to the provider, even if that was reported between writing the
    /// identity and its link.
    /// </summary>
    private async Task HearAsync(Viewer viewer, ILookup<int, int> linked, DateTime now, CancellationToken ct)
    {
        List<int> gone;
        await using (var context = await dbs.CreateDbContextAsync(ct))
        {
            gone = await context.Identities.Where(i => i.LeftAt != null).Select(i => i.Key).ToListAsync(ct);
        }

        foreach (var key in gone.Where(linked.Contains))
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var heard = await db.InTransactionAsync(
                async token =>
                {
                    if (await db.Identities.SingleOrDefaultAsync(i => i.Key == key && i.LeftAt != null, token) is not { } identity)
                    {
                        return false;
                    }

                    await db.AppendAsync(await leavers.LeftAsync(db, identity, [.. linked[key]], viewer, now, token), token);
                    return true;
                },
                ct
            );
            if (heard)
            {
                leavers.Wake();
            }
        }
    }

    private static Task AuditAsync(LicenseDb db, Viewer viewer, int platformKey, DateTime now, string rows, CancellationToken ct) =>
        db.AppendAsync(
            [
                new AuditEntry
                {
                    At = now,
                    Actor = viewer.Actor,
                    Action = "identity.pulled",
                    Subject = $"platform:{platformKey}",
                    PlatformKey = platformKey,
                    Detail = "Identities " + rows,
                },
            ],
            ct
        );
}
