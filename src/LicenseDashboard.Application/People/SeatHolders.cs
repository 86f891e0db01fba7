using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.People;

/// <summary>Whether a person was active in the last <see cref="SeatSummary.Days"/> known days.</summary>
public enum Activity
{
    Active,
    Idle,

    /// <summary>No activity, but presence is not known for all of those days.</summary>
    Unknown,
}

public sealed record SeatHolderFilter
{
    /// <summary>Platform key.</summary>
    public string? Platform { get; init; }

    /// <summary>Currently held. Null means anybody, with or without a license.</summary>
    public string? Sku { get; init; }

    public Activity? Activity { get; init; }

    /// <summary>Division name.</summary>
    public string? Division { get; init; }

    /// <summary>Part of a name or email address.</summary>
    public string? Text { get; init; }

    /// <summary>A known order of <see cref="SeatHolderSort"/>; anything else is the default.</summary>
    public string Sort { get; init; } = SeatHolderSort.Default;
}

/// <summary>One person, for lists and the search.</summary>
/// <param name="RecommendationId">The person's live row, otherwise the one decided last.</param>
/// <param name="Kind">Kind of that row.</param>
/// <param name="Step">Reclamation step of an unused license; null for other rows.</param>
/// <param name="DueOn">Local day from which the license may be reclaimed; null for other rows.</param>
public sealed record SeatHolder(
    string VendorId,
    string Platform,
    string Name,
    string? Email,
    string? Manager,
    string? Division,
    IReadOnlyList<string> Held,
    Activity Activity,
    Guid? RecommendationId,
    RecommendationStatus? Status,
    Lane? Lane,
    RecommendationKind? Kind = null,
    ReclamationStep? Step = null,
    DateOnly? DueOn = null
);

/// <summary>The people behind the numbers of <see cref="SeatSummary"/>, counted by the same rule.</summary>
public sealed class SeatHolders(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    public async Task<PagedResult<SeatHolder>> RunAsync(Viewer viewer, SeatHolderFilter filter, Page page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        IQueryable<Person>? people = null;
        var windows = new Dictionary<int, Window>();
        foreach (
            var platform in await db
                .Platforms.Where(p => filter.Platform == null || p.Name == filter.Platform)
                .OrderBy(p => p.Key)
                .ToListAsync(ct)
        )
        {
            var window = windows[platform.Key] = await WindowAsync(db, platform, ct);
            var mine = Narrow(db, Present(db, viewer, platform), filter, window);
            people = people is null ? mine : people.Concat(mine);
        }

        if (people is null)
        {
            return new PagedResult<SeatHolder>([], 0, page);
        }

        var total = await people.CountAsync(ct);
        var rows = await SeatHolderSort
            .Order(db, people, filter.Sort, [.. catalogue.Bases.Select(sku => sku.Id)])
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(ct);
        return new PagedResult<SeatHolder>(await RowsAsync(db, rows, windows, ct), total, page);
    }

    private static IQueryable<Person> Present(LicenseDb db, Viewer viewer, Platform platform) =>
        db.People.VisibleTo(viewer).Where(p => p.PlatformKey == platform.Key && p.State != PersonState.Deleted);

    private static IQueryable<Person> Narrow(LicenseDb db, IQueryable<Person> people, SeatHolderFilter filter, Window window)
    {
        if (filter.Sku is { Length: > 0 } sku)
        {
            people = people.Where(p =>
                db.Seats.Any(s => s.PersonKey == p.Key && s.To == null && db.Skus.Any(k => k.Key == s.SkuKey && k.VendorId == sku))
            );
        }

        if (filter.Division is { Length: > 0 } division)
        {
            people = people.Where(p => db.Divisions.Any(d => d.Key == p.DivisionKey && d.Name == division));
        }

        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            var pattern =
                "%"
                + text.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("%", "\\%", StringComparison.Ordinal)
                    .Replace("_", "\\_", StringComparison.Ordinal)
                    .Replace("[", "\\[", StringComparison.Ordinal)
                + "%";
            people = people.Where(p => EF.Functions.Like(p.Name, pattern, "\\") || EF.Functions.Like(p.Email!, pattern, "\\"));
        }

        var hidden = window.Signs.HiddenDivisions;
        return filter.Activity switch
        {
            null => people,
            Activity.Active => people.Where(p => window.Signs.Seen(db).Contains(p.Key)),
            Activity.Idle when !window.Known => people.Where(p => false),
            Activity.Idle => people.Where(p => !window.Signs.Seen(db).Contains(p.Key) && !hidden.Contains(p.DivisionKey ?? 0)),
            Activity.Unknown when window.Known => people.Where(p =>
                !window.Signs.Seen(db).Contains(p.Key) && hidden.Contains(p.DivisionKey ?? 0)
            ),
            _ => people.Where(p => !window.Signs.Seen(db).Contains(p.Key)),
        };
    }

    private async Task<Window> WindowAsync(LicenseDb db, Platform platform, CancellationToken ct) =>
        new(
            platform.Name,
            await SignsOfLife.ReadAsync(db, catalogue, platform, platform.LocalDay(clock.GetUtcNow()), SeatSummary.Days, ct)
        );

    private async Task<IReadOnlyList<SeatHolder>> RowsAsync(
        LicenseDb db,
        IReadOnlyList<Person> people,
        Dictionary<int, Window> windows,
        CancellationToken ct
    )
    {
        List<int> keys = [.. people.Select(p => p.Key)];
        var ranks = catalogue.Bases.Select((sku, index) => (sku.Id, index)).ToDictionary(each => each.Id, each => each.index);
        var held = (
            await db
                .Seats.Where(s => keys.Contains(s.PersonKey) && s.To == null)
                .Join(db.Skus, s => s.SkuKey, k => k.Key, (s, k) => new { s.PersonKey, k.VendorId })
                .ToListAsync(ct)
        )
            .Where(s => catalogue.Find(s.VendorId) is not null)
            .ToLookup(s => s.PersonKey, s => s.VendorId);
        var divisions = await db.Divisions.ToDictionaryAsync(d => d.Key, d => d.Name, ct);
        List<int?> managerKeys = [.. people.Select(p => p.ManagerKey)];
        var managers = await db.People.Where(p => managerKeys.Contains(p.Key)).ToDictionaryAsync(p => p.Key, p => p.Name, ct);
        var advice = (
            await db
                .Recommendations.Where(r => keys.Contains(r.PersonKey) && r.Status != RecommendationStatus.Withdrawn)
                .Select(r => new
                {
                    r.PersonKey,
                    r.Id,
                    r.Status,
                    r.Lane,
                    r.RaisedAt,
                    r.Kind,
                    Case = db.ReclamationCases.Where(c => c.RecommendationId == r.Id).Select(c => new { c.Step, c.DueOn }).FirstOrDefault(),
                })
                .ToListAsync(ct)
        ).ToLookup(r => r.PersonKey);
        var seen = new HashSet<int>();
        foreach (var window in windows.Values)
        {
            seen.UnionWith(await window.Signs.Seen(db).Where(key => keys.Contains(key)).ToListAsync(ct));
        }

        return
        [
            .. people.Select(p =>
            {
                var row = advice[p.Key]
                    .OrderBy(r => r.Status is RecommendationStatus.Open or RecommendationStatus.Approved ? 0 : 1)
                    .ThenByDescending(r => r.RaisedAt)
                    .FirstOrDefault();
                var window = windows[p.PlatformKey];
                return new SeatHolder(
                    p.VendorId,
                    window.Platform,
                    p.Name,
                    p.Email,
                    p.ManagerKey is { } manager ? managers.GetValueOrDefault(manager) : null,
                    p.DivisionKey is { } division ? divisions.GetValueOrDefault(division) : null,
                    [.. held[p.Key].OrderByDescending(sku => ranks.GetValueOrDefault(sku, -1))],
                    seen.Contains(p.Key) ? Activity.Active
                        : window.Knows(p) ? Activity.Idle
                        : Activity.Unknown,
                    row?.Id.Value,
                    row?.Status,
                    row?.Lane,
                    row?.Kind,
                    row?.Case?.Step,
                    row?.Case?.DueOn
                );
            }),
        ];
    }

    private sealed record Window(string Platform, SignsOfLife Signs)
    {
        public bool Known => Signs.IsKnown;

        public bool Knows(Person person) => Known && !Signs.HiddenDivisions.Contains(person.DivisionKey ?? 0);
    }
}
