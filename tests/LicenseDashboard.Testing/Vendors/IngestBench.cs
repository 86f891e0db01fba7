using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LicenseDashboard.Testing.Vendors;

/// <summary>A database, one platform called <c>genesys</c>, and the imports on it, with a vendor and a clock that the test holds.</summary>
public sealed class IngestBench : IAsyncDisposable
{
    public const string Platform = "genesys";

    public static readonly DateOnly Today = new(2026, 11, 20);

    private static readonly Viewer Viewer = Viewer.Job("test");

    private IngestBench(TestDatabase database, FixedClock clock, AbortingCommits aborts) =>
        (Database, Clock, Aborts) = (database, clock, aborts);

    public TestDatabase Database { get; }

    public FixedClock Clock { get; }

    public AbortingCommits Aborts { get; }

    public static async Task<IngestBench> CreateAsync(
        IVendorConnectors vendor,
        DatabaseKind? kind = null,
        string timeZone = "Europe/Berlin",
        Catalogue? catalogue = null,
        Action<IServiceCollection>? more = null
    )
    {
        var clock = new FixedClock(new DateTimeOffset(Today, new TimeOnly(11, 0), TimeSpan.Zero));
        var aborts = new AbortingCommits();
        var database = await TestDatabase.CreateAsync(
            kind ?? TestDatabase.UseCaseKind,
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
                services.AddSingleton(vendor);
                services.AddSingleton(catalogue ?? Catalogue.Default);
                services.AddSingleton<IReadOnlyList<PlatformSeed>>([new PlatformSeed(Platform, "fake", timeZone, ReadOnly: true)]);
                services.AddSingleton<EnsurePlatforms>();
                services.AddJobUseCases().AddExemptions().AddIngestion().AddLeavers().AddSingleton<IProtectRows, NoRows>();
                services.ConfigureDbContext<LicenseDb>(options => options.AddInterceptors(aborts));
                more?.Invoke(services);
            }
        );
        await database.Get<EnsurePlatforms>().RunAsync(CancellationToken.None);
        return new IngestBench(database, clock, aborts);
    }

    public Task<ImportResult> DirectoryAsync(CancellationToken ct = default) =>
        Database.Get<IngestDirectory>().RunAsync(Viewer, Platform, new JobProgress(), ct);

    public Task<ImportResult> UsageAsync(CancellationToken ct = default) =>
        Database.Get<IngestUsage>().RunAsync(Viewer, Platform, new JobProgress(), ct);

    public Task<string> BackfillAsync(CancellationToken ct = default) =>
        Database.Get<BackfillUsage>().RunAsync(Viewer, Platform, new JobProgress(), ct);

    public async Task<SortedDictionary<string, string>> DigestAsync()
    {
        await using var db = Database.Open();
        return await FactDigest.OfAsync(db);
    }

    public async Task<List<DateOnly>> CoveredAsync(string stream)
    {
        await using var db = Database.Open();
        var days = await db
            .Coverage.Where(c => c.DivisionKey == 0 && db.Streams.Any(s => s.Key == c.StreamKey && s.Name == stream))
            .Select(c => c.Day)
            .Order()
            .ToListAsync();
        return [.. days.Select(FactDay.ToDate)];
    }

    public async Task<StreamStatus> StreamAsync(string name)
    {
        await using var db = Database.Open();
        return await db.Streams.AsNoTracking().SingleAsync(s => s.Name == name);
    }

    /// <summary>Facts of one person as "feature count seconds" on a day.</summary>
    public async Task<List<string>> FactsAsync(string personId, DateOnly day)
    {
        var factDay = FactDay.Of(day);
        await using var db = Database.Open();
        var rows = await (
            from u in db.UsageDays
            join p in db.People on u.PersonKey equals p.Key
            join f in db.Features on u.FeatureKey equals f.Key
            where p.VendorId == personId && u.Day == factDay
            orderby f.Name
            select new
            {
                f.Name,
                u.Count,
                u.Seconds,
            }
        ).ToListAsync();
        return [.. rows.Select(r => FormattableString.Invariant($"{r.Name} {r.Count} {r.Seconds}"))];
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
