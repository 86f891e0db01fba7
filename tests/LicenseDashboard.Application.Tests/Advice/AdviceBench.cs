using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Tests.Advice;

/// <summary>
/// A platform with a manager and people who hold CX 3 by one role, a vendor in memory, and time that stands still. Person n has the key n +
/// 2 and the vendor id <c>p{n}</c>.
/// </summary>
public sealed class AdviceBench : IAsyncDisposable
{
    public const int ManagerKey = 1;

    private AdviceBench(FixedClock clock, GrantingVendor vendor, TestDatabase database) =>
        (Clock, Vendor, Database) = (clock, vendor, database);

    public FixedClock Clock { get; }

    public GrantingVendor Vendor { get; }

    public TestDatabase Database { get; }

    public Platform Platform { get; private set; } = null!;

    public Viewer Manager { get; } =
        new("Maria", "persona:maria", ViewerRoles.OperationsManager, [new ReportingScope(1, ManagerKey, 1000, 1_000_000)]);

    public Viewer Administrator { get; } = new("Ada", "persona:ada", ViewerRoles.Administrator, []);

    public static Viewer Night { get; } = Viewer.Job("evaluate");

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => Platform.LocalDay(Clock.GetUtcNow());

    public static async Task<AdviceBench> CreateAsync(
        int people = 1,
        bool readOnly = false,
        DatabaseKind? kind = null,
        Action<IServiceCollection>? more = null
    )
    {
        var clock = new FixedClock();
        var vendor = new GrantingVendor(clock) { ReadOnly = readOnly };
        var database = await TestDatabase.CreateAsync(
            kind ?? TestDatabase.UseCaseKind,
            services => Services(services, clock, vendor, more)
        );
        var bench = new AdviceBench(clock, vendor, database);
        bench.Platform = await AdviceSeed.RunAsync(bench, people, readOnly);
        return bench;
    }

    public static void Services(IServiceCollection services, FixedClock clock, GrantingVendor vendor, Action<IServiceCollection>? more)
    {
        services.AddSingleton<TimeProvider>(clock).AddSingleton<IVendorConnectors>(vendor).AddSingleton(Catalogue.Default);
        services
            .AddExemptions()
            .AddRightsizing()
            .AddRecommendations()
            .AddRemediation()
            .AddReclamation()
            .AddPeople()
            .AddOverview()
            .AddReviews();
        more?.Invoke(services);
    }

    public T Get<T>()
        where T : notnull => Database.Get<T>();

    public static int Key(int person) => person + 2;

    public async Task RaiseAsync(params Verdict[] verdicts) => await RaiseReportAsync(null, verdicts);

    public Task<RaiseReport> RaiseReportAsync(string? lateNote, params Verdict[] verdicts) =>
        Get<RaiseRecommendations>()
            .RunAsync(Night, new EvaluationResult(Platform, Today, "run:test", verdicts, lateNote), CancellationToken.None);

    public Finding Found(int person, string target = "cloudCX1", Lane lane = Lane.Ready, string newRole = "voice", bool plan = true) =>
        new()
        {
            PersonKey = Key(person),
            Life = Life.Active,
            Held = ["cloudCX3"],
            DataNotes = [],
            Kind = FindingKind.Downgrade,
            Lane = lane,
            LaneReasons =
                lane == Lane.Ready ? [] : [new LaneReason("test", lane, lane == Lane.Protected ? "exempt by burst" : "used lately")],
            Features =
            [
                new FeatureFact("digital", FeatureState.Unused, null, null, null, ""),
                new FeatureFact("voice", FeatureState.Used, null, null, Today, ""),
            ],
            Target = [target],
            Saving = new Money(target == "cloudCX1" ? 80_000_000 : 40_000_000, "USD"),
            ContractedPrice = false,
            AssumedPrice = false,
            Reason = "No digital interactions in 60 days",
            Explicit = [],
            Unknown = [],
            Required = ["voice"],
            Dropped = ["digital"],
            Plan = plan ? [new PlanChange(PlanAction.Swap, "omni", "Omnichannel agent", newRole, newRole + " agent", ["*"], ["*"])] : null,
            Unseen = [],
            InTheWay = [],
            EvidenceHash = $"{target}/{lane}/{newRole}/{plan}",
        };

    public static NoFinding Nothing(int person, NoFindingReason reason = NoFindingReason.NothingCheaper) =>
        new()
        {
            PersonKey = Key(person),
            Life = Life.Active,
            Held = ["cloudCX3"],
            DataNotes = [],
            Features = [],
            Reason = reason,
        };

    public async Task<Recommendation> RowAsync(int person)
    {
        await using var db = Database.Open();
        var key = Key(person);
        return await db
            .Recommendations.AsNoTracking()
            .Where(r => r.PersonKey == key)
            .OrderByDescending(r => r.RaisedAt)
            .ThenByDescending(r => r.Id)
            .FirstAsync();
    }

    public async Task<RemediationItem> ItemAsync(int person)
    {
        await using var db = Database.Open();
        var key = Key(person);
        return await db
            .Remediations.AsNoTracking()
            .Where(r => r.PersonKey == key)
            .OrderByDescending(r => r.CreatedAt)
            .ThenByDescending(r => r.Id)
            .FirstAsync();
    }

    public async Task<Outcome<Decided>> ApproveAsync(int person, Viewer? viewer = null)
    {
        var row = await RowAsync(person);
        return await Get<ApproveRecommendation>().RunAsync(viewer ?? Manager, row.Id, row.Version, null, CancellationToken.None);
    }

    /// <summary>
    /// As the nightly import leaves it: conversations are pulled and complete through yesterday, for as long as a window looks back. Turned
    /// off by a test whose facts end earlier.
    /// </summary>
    public bool IsFresh { get; set; } = true;

    /// <summary>Rounds of the worker, the clock moved between them, until nothing is due within the time.</summary>
    public async Task WorkAsync(TimeSpan atMost, IServiceProvider? instance = null)
    {
        var worker = (instance ?? Database.Services).GetRequiredService<RemediationWorker>();
        var until = Clock.GetUtcNow() + atMost;
        do
        {
            await KeepFreshAsync();
            while (await worker.RoundAsync(CancellationToken.None) > 0) { }

            Clock.Advance(TimeSpan.FromSeconds(2));
        } while (Clock.GetUtcNow() < until);
    }

    /// <summary>
    /// Each of them was present on each of the last 64 days, as in a division whose data arrives: five or more of whom nobody was ever
    /// there would be one that the client can't see.
    /// </summary>
    public async Task PresentAsync()
    {
        await using var db = Database.Open();
        var last = FactDay.Of(Today.AddDays(-1));
        var people = await db.People.Where(p => p.Key != ManagerKey).Select(p => p.Key).ToListAsync();
        db.PersonDays.AddRange(
            people.Select(key => new PersonDays
            {
                PersonKey = key,
                LastDay = last,
                Recent = -1,
                Earlier = 0,
                FirstPresentOn = last - 63,
            })
        );
        await db.SaveChangesAsync();
    }

    /// <summary>A directory import that began now, and so saw whatever was done before.</summary>
    public async Task ImportedAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        await using var db = Database.Open();
        db.ImportRuns.Add(
            new ImportRun
            {
                PlatformKey = 1,
                Kind = "directory",
                StartedAt = Now,
                Status = RunStatus.Succeeded,
            }
        );
        await db.SaveChangesAsync();
    }

    /// <summary>A contract in force from today on, with one named line.</summary>
    public Task ContractAsync(OverUse overUse, string sku, int committed) =>
        new EnsureContracts(
            [
                new(
                    Platform.Name,
                    Today,
                    Today.AddYears(1),
                    0,
                    "USD",
                    overUse,
                    Assumed: false,
                    [new(sku, LineBasis.Named, committed, 0, 75, 90)]
                ),
            ],
            Database.Factory,
            Clock
        ).RunAsync(CancellationToken.None);

    public async Task<IReadOnlyList<string>> AuditAsync()
    {
        await using var db = Database.Open();
        return await db.Audit.AsNoTracking().OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>Conversations are pulled and complete through yesterday.</summary>
    public async Task KeepFreshAsync()
    {
        if (!IsFresh)
        {
            return;
        }

        await using var db = Database.Open();
        var through = Today.AddDays(-1);
        var first = FactDay.Of(through.AddDays(-119));
        var known = await db
            .Coverage.Where(c => c.StreamKey == AdviceSeed.ConversationsKey && c.Day >= first)
            .Select(c => c.Day)
            .ToHashSetAsync();
        if (known.Count == 120)
        {
            return;
        }

        await db
            .Streams.Where(s => s.Key == AdviceSeed.ConversationsKey)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.CompleteThrough, through));
        db.Coverage.AddRange(
            Enumerable
                .Range(first, 120)
                .Where(day => !known.Contains(day))
                .Select(day => new Coverage
                {
                    StreamKey = AdviceSeed.ConversationsKey,
                    DivisionKey = 0,
                    Day = day,
                })
        );
        await db.SaveChangesAsync();
    }
}
