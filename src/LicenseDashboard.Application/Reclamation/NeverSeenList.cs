using System.Runtime.CompilerServices;
using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>
/// An active account with a license on which no signal was ever seen. Nothing is proposed, because unknown is not the same as unused.
/// </summary>
/// <param name="Held">SKU IDs, base first.</param>
/// <param name="HeldSince">Local day on which an import first saw the license.</param>
/// <param name="DowngradeId">The live row in Downgrades; null if there is none.</param>
public sealed record NeverSeenRow(
    string VendorId,
    string Name,
    string? Email,
    string Platform,
    string? Manager,
    string? Division,
    IReadOnlyList<string> Held,
    DateOnly HeldSince,
    Guid? DowngradeId
);

/// <summary>Licenses without any signal, paged by the database, limited to visible people.</summary>
public sealed class NeverSeenList(IDbContextFactory<LicenseDb> dbs, UserList users, Catalogue catalogue)
{
    private const int ExportBatch = 500;

    /// <param name="viewer">Sees only their own people.</param>
    /// <param name="filter">Its life filter is ignored.</param>
    /// <param name="page">Of the list.</param>
    /// <param name="ct">Cancels reading.</param>
    public async Task<Outcome<PagedResult<NeverSeenRow>>> RunAsync(Viewer viewer, UserFilter filter, Page page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var query = await QueryAsync(db, viewer, filter, ct);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var total = await query.Value[0].CountAsync(ct);
        var people = await UserSort.Order(filter.Sort).ReadAsync(query.Value[0], page, ct);
        return people.Refusal is { } wrong
            ? wrong
            : new PagedResult<NeverSeenRow>(await RowsAsync(db, people.Value.Items, ct), total, page) { Next = people.Value.Next };
    }

    /// <summary>All rows of the filter, read in batches. Empty if the filter is refused, so request a page first.</summary>
    public async IAsyncEnumerable<NeverSeenRow> ExportAsync(Viewer viewer, UserFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var page = new Page(1, ExportBatch);
        while (true)
        {
            var rows = await RunAsync(viewer, filter, page, ct);
            if (rows.Refusal is not null)
            {
                yield break;
            }

            foreach (var row in rows.Value.Items)
            {
                yield return row;
            }

            if (rows.Value.Next is not { } next)
            {
                yield break;
            }

            page = page with { After = next };
        }
    }

    private async Task<Outcome<IQueryable<KnownPerson>[]>> QueryAsync(LicenseDb db, Viewer viewer, UserFilter filter, CancellationToken ct)
    {
        var query = await (filter with { Lives = [] }).ApplyAsync(db, viewer, ct);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        List<string> bases = [.. catalogue.Bases.Select(sku => sku.Id)];
        List<string> handling =
        [
            .. catalogue.Features.Where(f => f.Stream == StreamKind.Conversations).Select(f => f.Key),
            UsageFeature.OtherMedia,
        ];
        return new[]
        {
            query
                .Value[0]
                .Where(r =>
                    r.Person.State == PersonState.Active
                    && r.Person.LastLoginAt == null
                    && r.Person.LastTokenAt == null
                    && r.Person.LastBilledAt == null
                    && db.Seats.Any(s =>
                        s.PersonKey == r.Person.Key && s.To == null && db.Skus.Any(k => k.Key == s.SkuKey && bases.Contains(k.VendorId))
                    )
                    && !db.PersonDays.Any(d => d.PersonKey == r.Person.Key)
                    && !db.FeatureUses.Any(u =>
                        u.PersonKey == r.Person.Key && db.Features.Any(f => f.Key == u.FeatureKey && handling.Contains(f.Name))
                    )
                ),
        };
    }

    private async Task<IReadOnlyList<NeverSeenRow>> RowsAsync(LicenseDb db, IReadOnlyList<KnownPerson> people, CancellationToken ct)
    {
        List<int> keys = [.. people.Select(p => p.Person.Key)];
        var rows = await users.RowsAsync(db, people, ct);
        var since = await db
            .Seats.Where(s => s.To == null && keys.Contains(s.PersonKey))
            .GroupBy(s => s.PersonKey)
            .Select(g => new { g.Key, From = g.Min(s => s.From) })
            .ToDictionaryAsync(g => g.Key, g => g.From, ct);
        var live = await db
            .Recommendations.Where(r =>
                keys.Contains(r.PersonKey)
                && r.Kind != RecommendationKind.Reclaim
                && (r.Status == RecommendationStatus.Open || r.Status == RecommendationStatus.Approved)
            )
            .ToDictionaryAsync(r => r.PersonKey, r => r.Id, ct);
        return
        [
            .. people.Zip(
                rows,
                (person, row) =>
                    new NeverSeenRow(
                        row.VendorId,
                        row.Name,
                        row.Email,
                        row.Platform,
                        row.Manager,
                        row.Division,
                        row.Held,
                        since[person.Person.Key],
                        live.TryGetValue(person.Person.Key, out var id) ? id.Value : null
                    )
            ),
        ];
    }
}
