using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.People;

/// <summary>One person as shown in lists, with or without a finding.</summary>
/// <param name="Held">SKU IDs, base first, without those that are part of another.</param>
/// <param name="LastSeen">Local day of the latest activity; null if none is stored.</param>
/// <param name="FindingId">ID of the person's recommendation.</param>
/// <param name="NoFinding">
/// Why there is none. Both are null before the first evaluation, and while a withdrawn row waits for the next one.
/// </param>
public sealed record UserRow(
    string VendorId,
    string Name,
    string? Email,
    string Platform,
    string? Manager,
    string? Division,
    PersonState State,
    IReadOnlyList<string> Held,
    Life Life,
    DateOnly? LastSeen,
    Guid? FindingId,
    NoFindingReason? NoFinding
);

/// <summary>
/// Everybody a viewer sees, filtered, sorted and paged by the database. Additional data is read only for the people on the page.
/// </summary>
public sealed class UserList(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    public async Task<Outcome<PagedResult<UserRow>>> RunAsync(Viewer viewer, UserFilter filter, Page page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var query = await filter.ApplyAsync(db, viewer, ct);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var total = await query.Value[0].CountAsync(ct);
        var people = await UserSort.Order(filter.Sort).ReadAsync(query.Value[0], page, ct);
        return people.Refusal is { } wrong
            ? wrong
            : new PagedResult<UserRow>(await RowsAsync(db, people.Value.Items, ct), total, page) { Next = people.Value.Next };
    }

    internal async Task<IReadOnlyList<UserRow>> RowsAsync(LicenseDb db, IReadOnlyList<KnownPerson> people, CancellationToken ct)
    {
        List<int> keys = [.. people.Select(p => p.Person.Key)];
        var held = await HeldAsync(db, keys, ct);
        var seen = await SeenAsync(db, keys, ct);
        var rows = (
            await db
                .Recommendations.Where(r => keys.Contains(r.PersonKey) && r.Kind != RecommendationKind.Reclaim)
                .Select(r => new
                {
                    r.PersonKey,
                    r.Id,
                    r.Status,
                    r.FoundOn,
                    r.SuppressedUntil,
                })
                .ToListAsync(ct)
        ).ToLookup(r => r.PersonKey);
        return
        [
            .. people.Select(p =>
            {
                var mine = rows[p.Person.Key].ToList();
                var live = mine.Find(r => r.Status is RecommendationStatus.Open or RecommendationStatus.Approved);
                var today = p.Platform.LocalDay(clock.GetUtcNow());

                // Raising skips what a rejection or restore suppresses; what was carried out remains until the next evaluation.
                var suppressed = mine.Exists(r => r.SuppressedUntil > today);
                var done = mine.Where(r => r.Status == RecommendationStatus.Done).OrderByDescending(r => r.Id).FirstOrDefault();
                var verdict = p.Verdict;
                NoFindingReason? reason =
                    live is not null || verdict is null ? null : verdict.NoFinding ?? (suppressed ? NoFindingReason.Suppressed : null);
                return new UserRow(
                    p.Person.VendorId,
                    p.Person.Name,
                    p.Person.Email,
                    p.Platform.Name,
                    p.Manager,
                    p.Division,
                    p.Person.State,
                    held(p),
                    verdict?.Life ?? Life.Unknown,
                    Latest(
                        seen.GetValueOrDefault(p.Person.Key),
                        DayOf(p.Platform, p.Person.LastLoginAt),
                        DayOf(p.Platform, p.Person.LastTokenAt)
                    ),
                    (live ?? (reason is null ? done : null))?.Id.Value,
                    reason
                );
            }),
        ];
    }

    /// <summary>What is held now, read by the rules rather than taken from the last evaluation.</summary>
    private async Task<Func<KnownPerson, IReadOnlyList<string>>> HeldAsync(LicenseDb db, List<int> keys, CancellationToken ct)
    {
        var defined = await db
            .Skus.Where(s => s.Defined)
            .Select(s => new
            {
                s.PlatformKey,
                s.VendorId,
                s.Prerequisites,
                s.Comprises,
            })
            .ToListAsync(ct);
        var readings = defined
            .GroupBy(s => s.PlatformKey)
            .ToDictionary(
                g => g.Key,
                g => new SeatReading(catalogue, [.. g.Select(s => new SkuFacts(s.VendorId, [], s.Prerequisites, s.Comprises))])
            );
        var seats = (
            await db
                .Seats.Where(s => s.To == null && keys.Contains(s.PersonKey))
                .Join(db.Skus, seat => seat.SkuKey, sku => sku.Key, (seat, sku) => new { seat.PersonKey, sku.VendorId })
                .ToListAsync(ct)
        ).ToLookup(s => s.PersonKey, s => s.VendorId);
        return person =>
            readings.TryGetValue(person.Person.PlatformKey, out var reading)
                ? reading.Read(seats[person.Person.Key])
                : [.. seats[person.Person.Key]];
    }

    /// <summary>Last day present or with a handled conversation.</summary>
    private async Task<Dictionary<int, DateOnly?>> SeenAsync(LicenseDb db, List<int> keys, CancellationToken ct)
    {
        List<string> handling =
        [
            .. catalogue.Features.Where(f => f.Stream == StreamKind.Conversations).Select(f => f.Key),
            UsageFeature.OtherMedia,
        ];
        var present = await db
            .PersonDays.Where(d => keys.Contains(d.PersonKey))
            .Select(d => new { d.PersonKey, Day = d.LastDay })
            .ToListAsync(ct);
        var handled = await db
            .FeatureUses.Where(u => keys.Contains(u.PersonKey) && db.Features.Any(f => f.Key == u.FeatureKey && handling.Contains(f.Name)))
            .GroupBy(u => u.PersonKey)
            .Select(g => new { PersonKey = g.Key, Day = g.Max(u => u.LastUsedOn) })
            .ToListAsync(ct);
        return present
            .Concat(handled)
            .GroupBy(s => s.PersonKey)
            .ToDictionary(g => g.Key, g => (DateOnly?)FactDay.ToDate(g.Max(s => s.Day)));
    }

    private static DateOnly? DayOf(Platform platform, DateTime? utc) =>
        utc is { } at ? platform.LocalDay(new DateTimeOffset(at, TimeSpan.Zero)) : null;

    private static DateOnly? Latest(params DateOnly?[] days) => days.Max();
}
