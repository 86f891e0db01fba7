using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>The requested part of a list. The start counts from 1.</summary>
public readonly record struct Slice(int Start, int Count)
{
    public const int MaxCount = 200;
    public const int DefaultCount = 100;
}

public sealed record Found<T>(int Total, int Start, IReadOnlyList<T> Items);

/// <summary>Identities that match a filter, oldest first.</summary>
public sealed class SearchIdentities(IDbContextFactory<LicenseDb> dbs)
{
    public async Task<Outcome<Found<IdentityRow>>> RunAsync(
        Viewer viewer,
        ScimFilter? filter,
        Slice slice,
        bool withGroups,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SpeaksForProvider)
        {
            return ProviderOnly.Refusal;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var identities = db.Identities.AsNoTracking().Where(i => i.DeletedAt == null);
        if (filter is not null)
        {
            var condition = IdentityFilter.Of(filter);
            if (condition.Refusal is { } refusal)
            {
                return refusal;
            }

            identities = identities.Where(condition.Value);
        }

        var page = slice.Count == 0 ? [] : await identities.OrderBy(i => i.Key).Skip(slice.Start - 1).Take(slice.Count).ToListAsync(ct);
        var isAll = slice.Start == 1 && page.Count < slice.Count;
        var total = isAll ? page.Count : await identities.CountAsync(ct);
        return new Found<IdentityRow>(total, slice.Start, await RowsAsync(db, page, withGroups, ct));
    }

    internal static async Task<List<IdentityRow>> RowsAsync(
        LicenseDb db,
        IReadOnlyList<Identity> identities,
        bool withGroups,
        CancellationToken ct
    )
    {
        if (!withGroups || identities.Count == 0)
        {
            return [.. identities.Select(identity => IdentityRow.Of(identity))];
        }

        var groups = await Membership.OfAsync(db, [.. identities.Select(identity => identity.Key)], ct);
        return [.. identities.Select(identity => IdentityRow.Of(identity, [.. groups[identity.Key]]))];
    }
}

/// <summary>Reads one identity.</summary>
public sealed class ReadIdentity(IDbContextFactory<LicenseDb> dbs)
{
    public async Task<Outcome<IdentityRow>> RunAsync(Viewer viewer, PersonId id, bool withGroups, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SpeaksForProvider)
        {
            return ProviderOnly.Refusal;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Identities.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.DeletedAt == null, ct) is { } identity
            ? (await SearchIdentities.RowsAsync(db, [identity], withGroups, ct))[0]
            : Refusal.NotFound("User not found.");
    }
}

internal static class ProviderOnly
{
    public static Refusal Refusal { get; } =
        Core.Shared.Refusal.Forbidden("Only a token with the scope scim can read or write identities.");
}
