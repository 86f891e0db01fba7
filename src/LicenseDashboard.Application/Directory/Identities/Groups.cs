using System.Globalization;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory.Identities;

public sealed record GroupMemberRow(PersonId Id, string Name);

/// <param name="Version">Changes with the name and the members; empty if members were not requested.</param>
public sealed record GroupRow(int Key, string Name, IReadOnlyList<GroupMemberRow> Members, string Version);

/// <summary>The vendor's groups with the members named by the vendor and the provider.</summary>
public sealed class SearchGroups(IDbContextFactory<LicenseDb> dbs)
{
    public async Task<Outcome<Found<GroupRow>>> RunAsync(
        Viewer viewer,
        ScimFilter? filter,
        Slice slice,
        bool withMembers,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SpeaksForProvider)
        {
            return ProviderOnly.Refusal;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var groups = db.Groups.AsNoTracking();
        if (filter is not null)
        {
            var condition = Filters.Translate(filter, Columns(db));
            if (condition.Refusal is { } refusal)
            {
                return refusal;
            }

            groups = groups.Where(condition.Value);
        }

        var page = slice.Count == 0 ? [] : await groups.OrderBy(g => g.Key).Skip(slice.Start - 1).Take(slice.Count).ToListAsync(ct);
        var rows = new List<GroupRow>();
        foreach (var group in page)
        {
            rows.Add(await RowAsync(db, group, withMembers, ct));
        }

        return new Found<GroupRow>(await groups.CountAsync(ct), slice.Start, rows);
    }

    public async Task<Outcome<GroupRow>> OneAsync(Viewer viewer, int key, bool withMembers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SpeaksForProvider)
        {
            return ProviderOnly.Refusal;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Groups.AsNoTracking().SingleOrDefaultAsync(g => g.Key == key, ct) is { } group
            ? await RowAsync(db, group, withMembers, ct)
            : Refusal.NotFound("Group not found.");
    }

    internal static async Task<GroupRow> RowAsync(LicenseDb db, Group group, bool withMembers, CancellationToken ct)
    {
        if (!withMembers)
        {
            return new GroupRow(group.Key, group.Name, [], "");
        }

        var members = await db.Members(group.Key)
            .AsNoTracking()
            .OrderBy(i => i.Key)
            .Select(i => new
            {
                i.Id,
                i.DisplayName,
                i.UserName,
            })
            .ToListAsync(ct);
        var text = string.Join('\n', members.Select(member => member.Id.Value.ToString()).Prepend(group.Name));
        return new GroupRow(
            group.Key,
            group.Name,
            [.. members.Select(member => new GroupMemberRow(member.Id, member.DisplayName ?? member.UserName))],
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]
        );
    }

    private static Dictionary<string, FilterColumn<Group>> Columns(LicenseDb db)
    {
        var members = new WholeColumn<Group>(
            text => MemberIs(db, text),
            group => db.GroupMembers.Any(m => m.GroupKey == group.Key) || db.ProvidedMembers.Any(m => m.GroupKey == group.Key && m.Belongs)
        );
        return new(StringComparer.Ordinal)
        {
            ["id"] = new WholeColumn<Group>(ById, _ => true),
            ["displayname"] = new TextColumn<Group>(g => g.Name),
            ["externalid"] = new AbsentColumn<Group>(),
            ["members"] = members,
            ["members.value"] = members,
            ["meta.resourcetype"] = new FixedColumn<Group>("Group", _ => true),
        };
    }

    private static Expression<Func<Group, bool>>? ById(string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key))
        {
            return null;
        }

        return group => group.Key == key;
    }

    private static Expression<Func<Group, bool>>? MemberIs(LicenseDb db, string text)
    {
        if (!Guid.TryParseExact(text, "D", out var value))
        {
            return null;
        }

        var id = new PersonId(value);
        return group =>
            db.Identities.Any(i =>
                i.Id == id
                && i.DeletedAt == null
                && (
                    db.ProvidedMembers.Any(m => m.GroupKey == group.Key && m.IdentityKey == i.Key && m.Belongs)
                    || (
                        !db.ProvidedMembers.Any(m => m.GroupKey == group.Key && m.IdentityKey == i.Key)
                        && db.IdentityPeople.Any(l =>
                            l.IdentityKey == i.Key && db.GroupMembers.Any(m => m.GroupKey == group.Key && m.PersonKey == l.PersonKey)
                        )
                    )
                )
            );
    }
}

/// <summary>
/// The provider changes the members of a group. Its changes are stored beside the vendor's members and shown on the wire. The vendor's
/// group doesn't change, nor do roles and licenses that depend on it.
/// </summary>
public sealed class ChangeGroupMembers(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <param name="version">As read by the caller; null skips the check.</param>
    /// <param name="change">From the current member IDs to the new ones.</param>
    public async Task<Outcome<GroupRow>> RunAsync(
        Viewer viewer,
        int key,
        string? version,
        Func<GroupRow, Outcome<IReadOnlySet<PersonId>>> change,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(change);
        if (!viewer.SpeaksForProvider)
        {
            return ProviderOnly.Refusal;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync<Outcome<GroupRow>>(
            async token =>
            {
                // A no-op update locks the group, so that two writers of its members are serialized on every database.
                await db.Groups.Where(g => g.Key == key).ExecuteUpdateAsync(set => set.SetProperty(g => g.Name, g => g.Name), token);
                if (await db.Groups.AsNoTracking().SingleOrDefaultAsync(g => g.Key == key, token) is not { } group)
                {
                    return Refusal.NotFound("Group not found.");
                }

                var before = await SearchGroups.RowAsync(db, group, withMembers: true, token);
                if (version is not null && version != before.Version)
                {
                    return Refusal.Stale("The group has changed. Read it again.");
                }

                var changed = change(before);
                if (changed.Refusal is { } refusal)
                {
                    return refusal;
                }

                var (was, becomes) = (before.Members.Select(member => member.Id).ToHashSet(), changed.Value);
                var added = becomes.Where(id => !was.Contains(id)).ToList();
                var removed = was.Where(id => !becomes.Contains(id)).ToList();
                if (await StoreAsync(db, key, added, belongs: true, token) is { } unknown)
                {
                    db.ChangeTracker.Clear();
                    return unknown;
                }

                await StoreAsync(db, key, removed, belongs: false, token);
                if (added.Count + removed.Count > 0)
                {
                    await db.AppendAsync(
                        [
                            new AuditEntry
                            {
                                At = clock.GetUtcNow().UtcDateTime,
                                Actor = viewer.Actor,
                                Action = "group.members",
                                Subject = $"group:{key}",
                                PlatformKey = group.PlatformKey,
                                Detail = string.Create(CultureInfo.InvariantCulture, $"+{added.Count} -{removed.Count}"),
                            },
                        ],
                        token
                    );
                }

                return await SearchGroups.RowAsync(db, group, withMembers: true, token);
            },
            ct
        );
    }

    private static async Task<Refusal?> StoreAsync(LicenseDb db, int group, List<PersonId> ids, bool belongs, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return null;
        }

        var keys = await db.Identities.Where(i => ids.Contains(i.Id) && i.DeletedAt == null).ToDictionaryAsync(i => i.Id, i => i.Key, ct);
        if (ids.Find(id => !keys.ContainsKey(id)) is { Value: var missing } && missing != Guid.Empty)
        {
            return new Refusal("invalidValue", $"No user has the id {missing}.");
        }

        var stored = await db
            .ProvidedMembers.Where(m => m.GroupKey == group && keys.Values.Contains(m.IdentityKey))
            .ToDictionaryAsync(m => m.IdentityKey, ct);
        foreach (var key in keys.Values)
        {
            if (stored.TryGetValue(key, out var member))
            {
                member.Belongs = belongs;
            }
            else
            {
                db.ProvidedMembers.Add(
                    new ProvidedMember
                    {
                        GroupKey = group,
                        IdentityKey = key,
                        Belongs = belongs,
                    }
                );
            }
        }

        return null;
    }
}
