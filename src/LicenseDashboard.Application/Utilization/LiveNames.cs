using LicenseDashboard.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Utilization;

/// <param name="Position">Own place in the reporting line; people below have greater ones, up to <paramref name="PositionEnd"/>.</param>
internal sealed record LiveManager(int Key, string VendorId, string Name, long Position, long PositionEnd);

/// <param name="Members">Indices in the roster, ascending.</param>
internal sealed record LiveGroup(int Key, string VendorId, string Name, int[] Members);

/// <param name="VendorId">What REST and links show.</param>
internal sealed record LiveName(string VendorId, string Name);

/// <summary>
/// Names that belong to a roster, read when they are first needed and then kept, so that a page that is refreshed every second doesn't
/// ask for them again. Names of people are read only for those listed.
/// </summary>
internal sealed class LiveNames(LiveRoster roster, IDbContextFactory<LicenseDb> dbs) : IDisposable
{
    /// <summary>Names kept; a list shows 50 of them.</summary>
    private const int MostPeople = 5000;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Dictionary<int, LiveName> _people = [];
    private IReadOnlyDictionary<int, LiveManager>? _managers;
    private IReadOnlyList<LiveGroup>? _groups;
    private IReadOnlyDictionary<int, string>? _skus;

    /// <summary>People to whom active people report, by key.</summary>
    public Task<IReadOnlyDictionary<int, LiveManager>> ManagersAsync(CancellationToken ct) =>
        OnceAsync(
            () => _managers,
            async db =>
            {
                var named = db
                    .People.Where(p => p.PlatformKey == roster.Platform.Key && p.ManagerKey != null)
                    .Select(p => p.ManagerKey!.Value);
                _managers = await db
                    .People.AsNoTracking()
                    .Where(p => named.Contains(p.Key))
                    .Select(p => new LiveManager(p.Key, p.VendorId, p.Name, p.Position, p.PositionEnd))
                    .ToDictionaryAsync(manager => manager.Key, ct);
                return _managers;
            },
            ct
        );

    public Task<IReadOnlyList<LiveGroup>> GroupsAsync(CancellationToken ct) =>
        OnceAsync(
            () => _groups,
            async db =>
            {
                var groups = await db.Groups.AsNoTracking().Where(g => g.PlatformKey == roster.Platform.Key).ToListAsync(ct);
                var members = (
                    await (
                        from member in db.GroupMembers
                        join owner in db.Groups on member.GroupKey equals owner.Key
                        where owner.PlatformKey == roster.Platform.Key
                        select member
                    )
                        .AsNoTracking()
                        .ToListAsync(ct)
                ).ToLookup(member => member.GroupKey, member => roster.IndexOf(member.PersonKey));
                _groups = [.. groups.Select(g => new LiveGroup(g.Key, g.VendorId, g.Name, [.. members[g.Key].OfType<int>().Order()]))];
                return _groups;
            },
            ct
        );

    /// <summary>IDs of all SKUs the vendor ever named, by key.</summary>
    public Task<IReadOnlyDictionary<int, string>> SkusAsync(CancellationToken ct) =>
        OnceAsync(
            () => _skus,
            async db =>
            {
                _skus = await db
                    .Skus.AsNoTracking()
                    .Where(s => s.PlatformKey == roster.Platform.Key)
                    .ToDictionaryAsync(s => s.Key, s => s.VendorId, ct);
                return _skus;
            },
            ct
        );

    public async Task<IReadOnlyDictionary<int, LiveName>> PeopleAsync(IReadOnlyList<int> keys, CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            List<int> missing = [.. keys.Where(key => !_people.ContainsKey(key))];
            if (missing.Count > 0)
            {
                if (_people.Count + missing.Count > MostPeople)
                {
                    _people.Clear();
                    missing = [.. keys];
                }

                await using var db = await dbs.CreateDbContextAsync(ct);
                var read = await db
                    .People.Where(p => missing.Contains(p.Key))
                    .Select(p => new
                    {
                        p.Key,
                        p.VendorId,
                        p.Name,
                    })
                    .ToListAsync(ct);
                read.ForEach(person => _people[person.Key] = new LiveName(person.VendorId, person.Name));
            }

            return keys.Where(_people.ContainsKey).Distinct().ToDictionary(key => key, key => _people[key]);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<T> OnceAsync<T>(Func<T?> known, Func<LicenseDb, Task<T>> read, CancellationToken ct)
        where T : class
    {
        if (known() is { } there)
        {
            return there;
        }

        await _reading.WaitAsync(ct);
        try
        {
            if (known() is { } meanwhile)
            {
                return meanwhile;
            }

            await using var db = await dbs.CreateDbContextAsync(ct);
            return await read(db);
        }
        finally
        {
            _reading.Release();
        }
    }
}
