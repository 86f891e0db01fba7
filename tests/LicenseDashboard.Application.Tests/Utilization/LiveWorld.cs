using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Application.Utilization.Feed;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Utilization;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Utilization;

/// <summary>
/// An organization with two teams on a real database, a vendor who says where they are, and the feed moved by hand. Even people report
/// to <c>m0</c> in Lisbon, odd ones to <c>m1</c> in Porto; the first half holds CX 3, the others CX 2.
/// </summary>
internal sealed class LiveWorld : IAsyncDisposable
{
    public const string Name = "genesys";

    private LiveWorld(TestDatabase database, FixedClock clock, LiveVendor vendor, AbortingCommits commits, QueryCount queries) =>
        (Database, Clock, Vendor, Commits, Queries) = (database, clock, vendor, commits, queries);

    private Action<IServiceCollection> _services = null!;

    public TestDatabase Database { get; }

    public FixedClock Clock { get; }

    public AbortingCommits Commits { get; }

    public QueryCount Queries { get; }

    public LiveVendor Vendor { get; }

    public PlatformFeed Feed { get; private set; } = null!;

    public VendorVoice Voice { get; private set; } = null!;

    public IUtilization Utilization => Database.Get<IUtilization>();

    public LiveBoard Board => Database.Get<LiveBoard>();

    public HeardAlerts Heard => Database.Get<HeardAlerts>();

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public static Viewer Lead(int team) =>
        new("Mia", "persona:mia", ViewerRoles.OperationsManager, [new ReportingScope(1, 2 + team, Place(team), Place(team) + 99_999)]);

    private static long Place(int team) => 100_000 * (team + 1);

    public static async Task<LiveWorld> CreateAsync(
        int people = 4,
        string timeZone = "Europe/Lisbon",
        DateTimeOffset? now = null,
        (string Sku, int Seats)[]? contract = null,
        LineBasis basis = LineBasis.Named,
        UtilizationOptions? options = null,
        TimeProvider? time = null,
        bool begin = true
    )
    {
        var clock = new FixedClock(now ?? new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        var (vendor, commits, queries) = (new LiveVendor(), new AbortingCommits(), new QueryCount());
        Action<IServiceCollection> services = all =>
            Services(all, time ?? clock, vendor, timeZone, options)
                .AddSingleton<HeardAlerts>()
                .AddSingleton<IHearPoolAlerts>(each => each.GetRequiredService<HeardAlerts>())
                .ConfigureDbContext<LicenseDb>(db => db.AddInterceptors(commits, queries));
        var database = await TestDatabase.CreateAsync(TestDatabase.UseCaseKind, services);
        var world = new LiveWorld(database, clock, vendor, commits, queries) { _services = services };
        await world.FillAsync(people, timeZone, contract ?? [], basis);
        if (begin)
        {
            await world.BeginAsync();
        }

        return world;
    }

    /// <summary>What the feed needs besides a database, here and in a program of its own.</summary>
    public static IServiceCollection Services(
        IServiceCollection services,
        TimeProvider time,
        LiveVendor vendor,
        string timeZone = "Europe/Lisbon",
        UtilizationOptions? options = null
    ) =>
        services
            .AddSingleton(time)
            .AddSingleton(Catalogue.Default)
            .AddSingleton<IReadOnlyList<PlatformSeed>>([new PlatformSeed(Name, "genesys", timeZone, ReadOnly: true)])
            .AddSingleton<IVendorConnectors>(new FakeVendor { Live = vendor })
            .AddUtilization(options ?? new UtilizationOptions());

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>The services of one more instance of the program on the same database.</summary>
    public ServiceProvider AnotherInstance() => Database.AnotherInstance(_services);

    /// <summary>This instance takes the lead, also after another.</summary>
    public async Task BeginAsync()
    {
        await using var db = Database.Open();
        var tools = Database.Get<FeedTools>();
        Feed = tools.FeedOf(await db.Platforms.AsNoTracking().SingleAsync());
        Voice = tools.VoiceOf(Feed, Vendor, Name);
        await Feed.BeginAsync(CancellationToken.None);
    }

    /// <summary>The vendor is asked for everything, and what is new is written and read.</summary>
    public async Task RoundAsync(bool counts = true, bool sweep = true)
    {
        if (counts)
        {
            await Voice.CountOnceAsync(CancellationToken.None);
        }

        if (sweep)
        {
            await Voice.SweepOnceAsync(CancellationToken.None);
        }

        await TickAsync();
    }

    public async Task TickAsync()
    {
        await Feed.TickAsync(CancellationToken.None);
        await Board.PollAsync(CancellationToken.None);
    }

    /// <summary>People said to be signed in, from the first; everyone else is offline.</summary>
    public void SignIn(int people, int of, string presence = "AVAILABLE")
    {
        for (var person = 0; person < of; person++)
        {
            Vendor.Say("p" + person, person < people ? presence : "OFFLINE", Now, "OFF_QUEUE", Now);
        }
    }

    public async Task<UtilizationNow> NowAsync(Viewer? viewer = null, UtilizationQuery? query = null) =>
        (await Utilization.NowAsync(viewer ?? A.Auditor, query ?? new UtilizationQuery(), TestContext.Current.CancellationToken)).Value;

    public async Task<PagedResult<LivePersonRow>> PeopleAsync(Viewer? viewer = null, LivePeopleQuery? query = null) =>
        (
            await Utilization.PeopleAsync(
                viewer ?? A.Auditor,
                query ?? new LivePeopleQuery(),
                Page.First,
                TestContext.Current.CancellationToken
            )
        ).Value;

    public async Task<UtilizationCurve> CurveAsync(CurveQuery? query = null, Viewer? viewer = null) =>
        (await Utilization.CurveAsync(viewer ?? A.Auditor, query ?? new CurveQuery(), TestContext.Current.CancellationToken)).Value;

    public async Task<IReadOnlyList<PoolAlertRow>> AlertsAsync() =>
        (await Utilization.AlertsAsync(A.Auditor, new AlertQuery(), Page.First, TestContext.Current.CancellationToken)).Value.Items;

    private async Task FillAsync(int people, string timeZone, (string Sku, int Seats)[] contract, LineBasis basis)
    {
        await using var db = Database.Open();
        db.Platforms.Add(A.Platform(Name, timeZone));
        await db.SaveChangesAsync();
        db.Divisions.AddRange(Division("Lisbon"), Division("Porto"));
        db.Skus.AddRange(Sku("cloudCX2"), Sku("cloudCX3"));
        await db.SaveChangesAsync();
        db.People.Add(Person("boss", null, 1, 1_000_000, null));
        await db.SaveChangesAsync();
        db.People.AddRange(Person("m0", 1, Place(0), Place(0) + 99_999, 1), Person("m1", 1, Place(1), Place(1) + 99_999, 2));
        await db.SaveChangesAsync();
        db.People.AddRange(
            Enumerable
                .Range(0, people)
                .Select(at => Person("p" + at, 2 + (at % 2), Place(at % 2) + 1 + at, Place(at % 2) + 1 + at, 1 + (at % 2)))
        );
        await db.SaveChangesAsync();
        var holders = await db.People.Where(p => EF.Functions.Like(p.VendorId, "p%")).OrderBy(p => p.Key).Select(p => p.Key).ToListAsync();
        db.Seats.AddRange(
            holders.Select(
                (key, at) =>
                    new Seat
                    {
                        PersonKey = key,
                        SkuKey = at < people / 2 ? 2 : 1,
                        From = new DateOnly(2026, 1, 1),
                    }
            )
        );
        if (contract.Length > 0)
        {
            db.Contracts.Add(A.Contract(A.Terms(contract.Select(line => A.Line(line.Sku, line.Seats, basis)))));
        }

        await db.SaveChangesAsync();
    }

    private static Division Division(string name) =>
        new()
        {
            PlatformKey = 1,
            VendorId = name,
            Name = name,
        };

    private static OfferedSku Sku(string id) => new() { PlatformKey = 1, VendorId = id };

    private static Person Person(string id, int? manager, long position, long end, int? division)
    {
        var person = A.Person(id);
        (person.ManagerKey, person.Position, person.PositionEnd, person.DivisionKey) = (manager, position, end, division);
        person.GroupsKnown = true;
        return person;
    }
}

/// <summary>Remembers what people were told, with the transaction that raised it.</summary>
internal sealed class HeardAlerts : IHearPoolAlerts
{
    private readonly List<string> _told = [];

    public IReadOnlyList<string> Told => _told;

    public int Committed { get; private set; }

    public Task RaisedAsync(LicenseDb db, Platform platform, IReadOnlyList<PoolAlert> raised, DateTime now, CancellationToken ct)
    {
        Assert.NotNull(db.Database.CurrentTransaction);
        _told.AddRange(raised.Select(alert => FormattableString.Invariant($"{alert.Sku} {alert.Threshold}")));
        return Task.CompletedTask;
    }

    void IHearPoolAlerts.Committed() => Committed++;
}
