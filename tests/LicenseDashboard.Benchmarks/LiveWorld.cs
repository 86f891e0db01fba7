using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Utilization;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LicenseDashboard.Benchmarks;

/// <summary>People in ten divisions on a real database, with a vendor in memory who says where they are.</summary>
internal sealed class LiveWorld : IAsyncDisposable
{
    private const int Divisions = 10;
    private static readonly string[] _skus =
    [
        "communicate",
        "cloudCX1",
        "cloudCX2",
        "cloudCX3",
        "gc1WEMupgrade",
        "gc2WEMupgrade",
        "gcSTAupgrade",
    ];

    private LiveWorld(TestDatabase database, LiveVendor vendor) => (Database, Vendor) = (database, vendor);

    public TestDatabase Database { get; }

    public LiveVendor Vendor { get; }

    public IUtilization Utilization => Database.Get<IUtilization>();

    public static async Task<LiveWorld> CreateAsync(int people)
    {
        var vendor = new LiveVendor { PushFault = null };
        var database = await TestDatabase.CreateAsync(
            TestDatabase.UseCaseKind,
            services =>
                services
                    .AddSingleton(Catalogue.Default)
                    .AddSingleton<IReadOnlyList<PlatformSeed>>([new PlatformSeed("genesys", "genesys", "Europe/Berlin", ReadOnly: true)])
                    .AddSingleton<IVendorConnectors>(new FakeVendor { Live = vendor })
                    .AddUtilization(new UtilizationOptions())
        );
        var world = new LiveWorld(database, vendor);
        await world.FillAsync(people);
        return world;
    }

    public async Task StartAsync()
    {
        foreach (var service in Database.Services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    public async Task StopAsync()
    {
        foreach (var service in Database.Services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>Levels of every day back to so many months ago.</summary>
    public async Task FillLevelsAsync(int months)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        for (var day = today.AddMonths(-months); day <= today; day = day.AddDays(1))
        {
            await using var db = Database.Open();
            var slots = new LevelDay(zone, day).Slots;
            for (var division = -1; division <= Divisions; division++)
            {
                for (var sku = 0; sku <= (division > 0 ? _skus.Length : 0); sku++)
                {
                    var levels = new Levels(slots);
                    for (var slot = 0; slot < slots; slot++)
                    {
                        levels.Raise(slot, new Level((slot * 7 % 300) + sku, slot * 5 % 200, slot * 3 % 40));
                    }

                    db.UtilizationLevels.Add(
                        new UtilizationLevel
                        {
                            PlatformKey = 1,
                            Day = FactDay.Of(day),
                            SkuKey = sku,
                            DivisionKey = division,
                            Packed = levels.Pack(),
                        }
                    );
                }
            }

            await db.SaveChangesAsync();
        }
    }

    private async Task FillAsync(int people)
    {
        await using (var db = Database.Open())
        {
            db.Platforms.Add(A.Platform("genesys", "Europe/Berlin"));
            await db.SaveChangesAsync();
            db.Divisions.AddRange(
                Enumerable
                    .Range(1, Divisions)
                    .Select(number => new Division
                    {
                        PlatformKey = 1,
                        VendorId = "d" + number,
                        Name = "Division " + number,
                    })
            );
            db.Skus.AddRange(_skus.Select(id => new OfferedSku { PlatformKey = 1, VendorId = id }));
            await db.SaveChangesAsync();
        }

        foreach (var some in Enumerable.Range(0, people).Chunk(1000))
        {
            await using var db = Database.Open();
            foreach (var number in some)
            {
                var person = A.Person(Guid.CreateVersion7().ToString("D"));
                (person.Position, person.PositionEnd) = (number + 1, number + 1);
                person.DivisionKey = 1 + (number % Divisions);
                person.ManagerKey = number >= 20 ? 1 + (number % 20) : null;
                db.People.Add(person);
                var since = TimeProvider.System.GetUtcNow().UtcDateTime;
                Vendor.Say(person.VendorId, number % 3 == 0 ? "OFFLINE" : "ON_QUEUE", since, "IDLE", since);
            }

            await db.SaveChangesAsync();
            db.Seats.AddRange(
                db.ChangeTracker.Entries<Person>()
                    .Select(entry => new Seat
                    {
                        PersonKey = entry.Entity.Key,
                        SkuKey = 2 + (entry.Entity.Key % 3),
                        From = new DateOnly(2026, 1, 1),
                    })
            );
            await db.SaveChangesAsync();
        }
    }
}
