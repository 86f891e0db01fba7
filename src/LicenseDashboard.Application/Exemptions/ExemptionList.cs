using System.Linq.Expressions;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>The state of an exemption on the platform's local day.</summary>
public enum ExemptionState
{
    Protecting,

    /// <summary>Protecting, and ending within <see cref="ExemptionList.SoonDays"/> days.</summary>
    Expiring,
    Upcoming,
    Ended,
}

/// <summary>Filter and order of exemptions. Empty lists don't filter.</summary>
public sealed record ExemptionFilter
{
    /// <summary>Platform key.</summary>
    public string? Platform { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<ExemptionSource> Sources { get; init; } = [];

    public ExemptionState? State { get; init; }

    /// <summary>Vendor ID of one person.</summary>
    public string? User { get; init; }

    /// <summary>Part of a name or mail, ignoring case.</summary>
    public string? Text { get; init; }

    /// <summary>One of <see cref="ExemptionList.Sorts"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = ExemptionList.DefaultSort;
}

/// <summary>One exemption and the person it protects.</summary>
public sealed record ExemptionRow(
    Guid Id,
    int Version,
    string Platform,
    string VendorId,
    string Name,
    string? Email,
    string? Division,
    string Tag,
    Protection Protection,
    ExemptionSource Source,
    ExemptionState State,
    DateOnly From,
    DateOnly? To,
    string Why,
    string? FallbackControl,
    string? Approver,
    string SetByName,
    DateTime SetAt
);

/// <summary>Exemptions of visible people, filtered, sorted and paged by the database.</summary>
public sealed class ExemptionList(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <summary>Days before the end in which an exemption counts as expiring.</summary>
    public const int SoonDays = 14;
    public const string DefaultSort = "name";

    /// <summary>
    /// What ends first comes first, then what has no end, then what has ended; equal ones by name. For one platform: it depends on the
    /// local day.
    /// </summary>
    public const string SoonestFirst = "soonest";

    private static readonly Dictionary<string, Expression<Func<HeldExemption, object?>>> _sorts = new(StringComparer.Ordinal)
    {
        ["name"] = r => r.Person.Name,
        ["tag"] = r => r.Exemption.Tag,
        ["from"] = r => r.Exemption.From,
        ["to"] = r => r.Exemption.To ?? DateOnly.MaxValue,
        ["setAt"] = r => r.Exemption.SetAt,
    };

    public static IReadOnlyCollection<string> Sorts => _sorts.Keys;

    public static bool IsSort(string sort)
    {
        ArgumentNullException.ThrowIfNull(sort);
        return _sorts.ContainsKey(sort.StartsWith('-') ? sort[1..] : sort);
    }

    public async Task<PagedResult<ExemptionRow>> RunAsync(Viewer viewer, ExemptionFilter filter, Page page, CancellationToken ct) =>
        (await FromAsync(viewer, filter, page, ct)).Value;

    /// <summary>The same by cursor, which may be null.</summary>
    public async Task<Outcome<PagedResult<ExemptionRow>>> FromAsync(Viewer viewer, ExemptionFilter filter, Page page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await NarrowAsync(db, VisibleTo(db, viewer), filter, ct);
        var total = await rows.CountAsync(ct);
        var order = filter.Sort == SoonestFirst ? await SoonestAsync(db, filter.Platform, ct) : Order(filter.Sort);
        var held = await order.ReadAsync(rows, page, ct);
        return held.Refusal is { } wrong
            ? wrong
            : new PagedResult<ExemptionRow>(RowsOf(held.Value.Items), total, page) { Next = held.Value.Next };
    }

    /// <summary>Null if it doesn't exist for the viewer.</summary>
    public async Task<ExemptionRow?> OneAsync(Viewer viewer, ExemptionId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return RowsOf(await VisibleTo(db, viewer).Where(r => r.Exemption.Id == id).ToListAsync(ct)).SingleOrDefault();
    }

    /// <summary>Number of exemptions that end soon.</summary>
    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<int> ExpiringAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await (
            await NarrowAsync(db, VisibleTo(db, viewer), new ExemptionFilter { Platform = platform, State = ExemptionState.Expiring }, ct)
        ).CountAsync(ct);
    }

    internal static IQueryable<HeldExemption> VisibleTo(LicenseDb db, Viewer viewer) =>
        from exemption in db.Exemptions.AsNoTracking()
        join person in db.People.AsNoTracking().VisibleTo(viewer) on exemption.PersonKey equals person.Key
        join platform in db.Platforms on person.PlatformKey equals platform.Key
        join division in db.Divisions on person.DivisionKey equals division.Key into divisions
        from division in divisions.DefaultIfEmpty()
        select new HeldExemption
        {
            Exemption = exemption,
            Person = person,
            Platform = platform,
            Division = division!.Name,
        };

    private async Task<IQueryable<HeldExemption>> NarrowAsync(
        LicenseDb db,
        IQueryable<HeldExemption> rows,
        ExemptionFilter filter,
        CancellationToken ct
    )
    {
        if (filter.Platform is { Length: > 0 } platform)
        {
            rows = rows.Where(r => r.Platform.Name == platform);
        }

        if (filter.Tags.Count > 0)
        {
            string[] tags = [.. filter.Tags];
            rows = rows.Where(r => tags.Contains(r.Exemption.Tag));
        }

        if (filter.Sources.Count > 0)
        {
            ExemptionSource[] sources = [.. filter.Sources];
            rows = rows.Where(r => sources.Contains(r.Exemption.Source));
        }

        if (filter.User is { Length: > 0 } user)
        {
            rows = rows.Where(r => r.Person.VendorId == user);
        }

        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            const string escape = "\\";
            var pattern = "%" + string.Concat(text.Select(c => c is '\\' or '%' or '_' or '[' ? escape + c : c.ToString())) + "%";
            rows = rows.Where(r =>
                EF.Functions.Like(r.Person.Name, pattern, escape) || EF.Functions.Like(r.Person.Email!, pattern, escape)
            );
        }

        return filter.State is { } state ? await InStateAsync(db, rows, filter.Platform, state, ct) : rows;
    }

    /// <summary>Platforms can be on different local days at the same instant, so there is one condition per day.</summary>
    private async Task<IQueryable<HeldExemption>> InStateAsync(
        LicenseDb db,
        IQueryable<HeldExemption> rows,
        string? platform,
        ExemptionState state,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var platforms = await db.Platforms.AsNoTracking().Where(p => platform == null || p.Name == platform).ToListAsync(ct);
        var conditions = platforms.GroupBy(p => p.LocalDay(now)).Select(same => On(same.Key, [.. same.Select(p => p.Key)], state)).ToList();
        return rows.Where(conditions.Count == 0 ? r => false : conditions.Aggregate(Either));
    }

    private static Expression<Func<HeldExemption, bool>> On(DateOnly today, int[] platforms, ExemptionState state)
    {
        var soon = today.AddDays(SoonDays);
        return state switch
        {
            ExemptionState.Protecting => r =>
                platforms.Contains(r.Platform.Key) && r.Exemption.From <= today && (r.Exemption.To == null || r.Exemption.To >= today),
            ExemptionState.Expiring => r =>
                platforms.Contains(r.Platform.Key) && r.Exemption.From <= today && r.Exemption.To >= today && r.Exemption.To <= soon,
            ExemptionState.Upcoming => r => platforms.Contains(r.Platform.Key) && r.Exemption.From > today,
            ExemptionState.Ended => r => platforms.Contains(r.Platform.Key) && r.Exemption.To < today,
        };
    }

    private static Expression<Func<HeldExemption, bool>> Either(
        Expression<Func<HeldExemption, bool>> left,
        Expression<Func<HeldExemption, bool>> right
    ) =>
        Expression.Lambda<Func<HeldExemption, bool>>(
            Expression.OrElse(left.Body, Expression.Invoke(right, left.Parameters)),
            left.Parameters
        );

    private IReadOnlyList<ExemptionRow> RowsOf(IReadOnlyList<HeldExemption> rows)
    {
        var now = clock.GetUtcNow();
        return
        [
            .. rows.Select(r => new ExemptionRow(
                r.Exemption.Id.Value,
                r.Exemption.Version,
                r.Platform.Name,
                r.Person.VendorId,
                r.Person.Name,
                r.Person.Email,
                r.Division,
                r.Exemption.Tag,
                r.Exemption.Protection,
                r.Exemption.Source,
                StateOf(r.Exemption, r.Platform.LocalDay(now)),
                r.Exemption.From,
                r.Exemption.To,
                r.Exemption.Why,
                r.Exemption.FallbackControl,
                r.Exemption.Approver,
                r.Exemption.SetByName,
                r.Exemption.SetAt
            )),
        ];
    }

    private static ExemptionState StateOf(Exemption exemption, DateOnly today) =>
        exemption switch
        {
            { To: { } to } when to < today => ExemptionState.Ended,
            _ when exemption.From > today => ExemptionState.Upcoming,
            { To: { } to } when to <= today.AddDays(SoonDays) => ExemptionState.Expiring,
            _ => ExemptionState.Protecting,
        };

    private async Task<Keyset<HeldExemption>> SoonestAsync(LicenseDb db, string? platformName, CancellationToken ct)
    {
        var platform = await db
            .Platforms.AsNoTracking()
            .OrderBy(p => p.Key)
            .FirstAsync(p => platformName == null || p.Name == platformName, ct);
        var today = platform.LocalDay(clock.GetUtcNow());
        var (never, over) = (DateOnly.MaxValue.AddDays(-1), DateOnly.MaxValue);
        return new Keyset<HeldExemption>(
            SoonestFirst,
            r =>
                r.Exemption.To == null ? never
                : r.Exemption.To < today ? over
                : r.Exemption.To.Value,
            r => r.Person.Name,
            r => r.Exemption.Key
        );
    }

    private static Keyset<HeldExemption> Order(string sort) =>
        new(sort, _sorts.GetValueOrDefault(sort.TrimStart('-')) ?? _sorts[DefaultSort], r => r.Exemption.Key);
}

/// <summary>
/// An exemption with the columns that lists use. Properties rather than a constructor, so that the database can filter and sort by them.
/// </summary>
internal sealed class HeldExemption
{
    public required Exemption Exemption { get; init; }

    public required Person Person { get; init; }

    public required Platform Platform { get; init; }

    public string? Division { get; init; }
}
