using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

public sealed record ImportFilter
{
    /// <summary>Platform key.</summary>
    public string? Platform { get; init; }

    /// <summary>As in <see cref="ImportKinds"/>.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    public IReadOnlyList<RunStatus> Statuses { get; init; } = [];

    /// <summary>One of <see cref="ImportList.Sorts"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = ImportList.DefaultSort;
}

/// <summary>One pull as shown in lists. Instants are UTC.</summary>
public sealed record ImportRow(
    Guid Id,
    string Platform,
    string Kind,
    RunStatus Status,
    DateTime StartedAt,
    DateTime? EndedAt,
    long Requests,
    long Rows,
    string Step,
    int StepsDone,
    int StepsTotal,
    string Failure
)
{
    /// <summary>Lists it refused as too short, by name.</summary>
    public IReadOnlyList<RefusedListRow> Refused { get; init; } = [];
}

/// <summary>A refused list; numbers as in <see cref="RefusedList"/>.</summary>
/// <param name="AcceptedAt">UTC; null until accepted.</param>
/// <param name="Spent">True if the import it was accepted for has succeeded.</param>
public sealed record RefusedListRow(
    string List,
    int Listed,
    int Known,
    int Missing,
    int Withheld,
    bool BrokeOff,
    DateTime? AcceptedAt,
    string? AcceptedBy,
    bool Spent
);

/// <summary>Pulls of all vendors, newest first. Contains no personal data, so every viewer may read it.</summary>
public sealed class ImportList(IDbContextFactory<LicenseDb> dbs)
{
    public const string DefaultSort = "-startedAt";

    private static readonly Dictionary<string, Expression<Func<NamedRun, object?>>> _sorts = new(StringComparer.Ordinal)
    {
        ["startedAt"] = r => r.Run.StartedAt,
        ["kind"] = r => r.Run.Kind,
        ["status"] = r => r.Run.Status,
        ["requests"] = r => r.Run.Requests,
        ["rows"] = r => r.Run.Rows,
    };

    public static IReadOnlyCollection<string> Sorts => _sorts.Keys;

    public static bool IsSort(string sort)
    {
        ArgumentNullException.ThrowIfNull(sort);
        return _sorts.ContainsKey(sort.StartsWith('-') ? sort[1..] : sort);
    }

    public async Task<PagedResult<ImportRow>> RunAsync(Viewer viewer, ImportFilter filter, Page page, CancellationToken ct) =>
        (await FromAsync(viewer, filter, page, ct)).Value;

    /// <summary>The same by cursor, which may be null.</summary>
    public async Task<Outcome<PagedResult<ImportRow>>> FromAsync(Viewer viewer, ImportFilter filter, Page page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await dbs.CreateDbContextAsync(ct);
        string[] kinds = [.. filter.Kinds];
        RunStatus[] statuses = [.. filter.Statuses];
        var runs =
            from run in db.ImportRuns.AsNoTracking()
            join platform in db.Platforms on run.PlatformKey equals platform.Key
            where
                (filter.Platform == null || platform.Name == filter.Platform)
                && (kinds.Length == 0 || kinds.Contains(run.Kind))
                && (statuses.Length == 0 || statuses.Contains(run.Status))
            select new NamedRun { Run = run, Name = platform.Name };
        var read = await Order(filter.Sort).ReadAsync(runs, page, ct);
        if (read.Refusal is { } wrong)
        {
            return wrong;
        }

        var rows = await WithRefusedAsync(db, [.. read.Value.Items.Select(Row)], ct);
        return new PagedResult<ImportRow>(rows, await runs.CountAsync(ct), page) { Next = read.Value.Next };
    }

    /// <summary>The current state of one pull; null if there is none.</summary>
    public async Task<ImportRow?> OneAsync(Viewer viewer, RunId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var runs =
            from run in db.ImportRuns.AsNoTracking()
            join platform in db.Platforms on run.PlatformKey equals platform.Key
            where run.Id == id
            select new NamedRun { Run = run, Name = platform.Name };
        return (await WithRefusedAsync(db, [.. (await runs.ToListAsync(ct)).Select(Row)], ct)).SingleOrDefault();
    }

    /// <summary>The latest pull of each kind and platform.</summary>
    public async Task<IReadOnlyList<ImportRow>> LatestAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var latest =
            from run in db.ImportRuns.AsNoTracking()
            join platform in db.Platforms on run.PlatformKey equals platform.Key
            where
                !db.ImportRuns.Any(later =>
                    later.PlatformKey == run.PlatformKey && later.Kind == run.Kind && later.StartedAt > run.StartedAt
                )
            select new NamedRun { Run = run, Name = platform.Name };
        return [.. (await latest.ToListAsync(ct)).Select(Row)];
    }

    /// <summary>By platform: the latest directory import, if it refused lists.</summary>
    public async Task<IReadOnlyList<ImportRow>> RefusedAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        List<ImportRow> refused = [];
        foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(ct))
        {
            var latest = await db
                .ImportRuns.Where(r =>
                    r.PlatformKey == platform.Key
                    && r.Kind == ImportKinds.Directory
                    && (r.Status == RunStatus.Succeeded || db.RefusedLists.Any(l => l.Run == r.Id))
                )
                .OrderByDescending(r => r.StartedAt)
                .ThenByDescending(r => r.Id)
                .Select(r => (RunId?)r.Id)
                .FirstOrDefaultAsync(ct);
            if (latest is { } id && await OneAsync(viewer, id, ct) is { Refused.Count: > 0 } row)
            {
                refused.Add(row);
            }
        }

        return refused;
    }

    private static async Task<List<ImportRow>> WithRefusedAsync(LicenseDb db, List<ImportRow> rows, CancellationToken ct)
    {
        List<RunId> ids =
        [
            .. rows.Where(row => row.Kind == ImportKinds.Directory && row.Status == RunStatus.Failed).Select(row => new RunId(row.Id)),
        ];
        if (ids.Count == 0)
        {
            return rows;
        }

        var lists = await db
            .RefusedLists.AsNoTracking()
            .Where(l => ids.Contains(l.Run))
            .OrderBy(l => l.List)
            .Select(l => new
            {
                l.Run,
                Row = new RefusedListRow(
                    l.List,
                    l.Listed,
                    l.Known,
                    l.Missing,
                    l.Withheld,
                    l.BrokeOff,
                    l.AcceptedAt,
                    l.AcceptedBy,
                    db.ImportRuns.Any(r => r.Id == l.UsedBy && r.Status == RunStatus.Succeeded)
                ),
            })
            .ToListAsync(ct);
        var byRun = lists.ToLookup(l => l.Run.Value, l => l.Row);
        return [.. rows.Select(row => byRun.Contains(row.Id) ? row with { Refused = [.. byRun[row.Id]] } : row)];
    }

    private static Keyset<NamedRun> Order(string sort) =>
        IsSort(sort) ? new(sort, _sorts[sort.TrimStart('-')], r => r.Run.Id) : new(DefaultSort, _sorts["startedAt"], r => r.Run.Id);

    private static ImportRow Row(NamedRun r) =>
        new(
            r.Run.Id.Value,
            r.Name,
            r.Run.Kind,
            r.Run.Status,
            r.Run.StartedAt,
            r.Run.EndedAt,
            r.Run.Requests,
            r.Run.Rows,
            r.Run.Step,
            r.Run.StepsDone,
            r.Run.StepsTotal,
            r.Run.Failure
        );

    /// <summary>Properties by name, so that queries can be composed over it.</summary>
    private sealed class NamedRun
    {
        public required ImportRun Run { get; init; }

        public required string Name { get; init; }
    }
}
