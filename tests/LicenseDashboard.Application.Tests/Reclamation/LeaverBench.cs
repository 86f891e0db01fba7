using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>People with a seat by one role each, their identities, a provider's token, and the workers' rounds by hand.</summary>
internal sealed class LeaverBench : IAsyncDisposable
{
    public static readonly Viewer Provider = new("token:entra", "token:entra", ViewerRoles.ApiScim, []);

    private LeaverBench(TestDatabase database, FixedClock clock, GrantingVendor vendor) =>
        (Database, Clock, Vendor) = (database, clock, vendor);

    public TestDatabase Database { get; }

    public FixedClock Clock { get; }

    public GrantingVendor Vendor { get; }

    public static async Task<LeaverBench> CreateAsync(int people, bool allHoldSeats = true, bool readOnly = false)
    {
        var clock = new FixedClock();
        var vendor = new GrantingVendor(clock) { ReadOnly = readOnly };
        var database = await TestDatabase.CreateAsync(TestDatabase.UseCaseKind, services => Add(services, clock, vendor));
        var bench = new LeaverBench(database, clock, vendor);
        await bench.SeedAsync(people, allHoldSeats, readOnly);
        return bench;
    }

    public ServiceProvider AnotherInstance() => Database.AnotherInstance(services => Add(services, Clock, Vendor));

    public static string Id(int number) => FormattableString.Invariant($"p{number:0000}");

    public async Task<IdentityRow> IdentityAsync(int number)
    {
        await using var db = Database.Open();
        var id = await db.People.Where(p => p.VendorId == Id(number)).Select(p => p.Id).SingleAsync();
        return (await Database.Get<ReadIdentity>().RunAsync(Provider, id, false, CancellationToken.None)).Value;
    }

    public async Task<Outcome<IdentityRow>> SayAsync(int number, bool active) =>
        await Database
            .Get<ChangeIdentity>()
            .RunAsync(
                Provider,
                (await IdentityAsync(number)).Id,
                null,
                fields => new IdentityChange(fields with { Active = active }, true),
                CancellationToken.None
            );

    public Task<int> PlanAsync() => Database.Get<PlanLeavers>().RunAsync(Viewer.Job("leavers"), CancellationToken.None);

    /// <summary>Rounds of the worker, by default until nothing is due, moving time on for the vendor's delays.</summary>
    public async Task CarryOutAsync(int rounds = 50)
    {
        var worker = Database.Get<RemediationWorker>();
        for (var round = 0; round < rounds; round++)
        {
            if (await worker.RoundAsync(CancellationToken.None) == 0)
            {
                Clock.Advance(TimeSpan.FromSeconds(20));
            }
        }
    }

    /// <summary>The seats become what the vendor shows, as after a directory import.</summary>
    public async Task ImportSeatsAsync()
    {
        await using var db = Database.Open();
        var (began, day) = (Clock.GetUtcNow().UtcDateTime, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime));
        foreach (var person in await db.People.Select(p => new { p.Key, p.VendorId }).ToListAsync())
        {
            var held = await Vendor.SeatAsync(person.VendorId, RequestPriority.Ingest, CancellationToken.None);
            await db.Seats.Where(seat => seat.PersonKey == person.Key && (seat.To == null || seat.To == day)).ExecuteDeleteAsync();
            db.Seats.AddRange(
                held.Select(_ => new Seat
                {
                    PersonKey = person.Key,
                    SkuKey = 1,
                    From = day,
                })
            );
        }

        Clock.Advance(TimeSpan.FromMinutes(1));
        db.ImportRuns.Add(
            new ImportRun
            {
                PlatformKey = 1,
                Kind = ImportKinds.Directory,
                StartedAt = began,
                EndedAt = Clock.GetUtcNow().UtcDateTime,
                Status = RunStatus.Succeeded,
            }
        );
        await db.SaveChangesAsync();
    }

    public async Task<List<Core.Reclamation.Leaver>> LeaversAsync()
    {
        await using var db = Database.Open();
        return await db.Leavers.AsNoTracking().OrderBy(l => l.Id).ToListAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static void Add(IServiceCollection services, TimeProvider clock, GrantingVendor vendor)
    {
        services
            .AddSingleton(clock)
            .AddSingleton<IVendorConnectors>(vendor)
            .AddSingleton(Catalogue.Default)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<IReadOnlyList<PlatformSeed>>([]);
        services.AddDirectory().AddExemptions().AddLeavers();
        services.AddRightsizing().AddRecommendations().AddRemediation().AddReclamation();
    }

    private async Task SeedAsync(int people, bool allHoldSeats, bool readOnly)
    {
        await using (var db = Database.Open())
        {
            db.Platforms.Add(
                new Platform
                {
                    Key = 1,
                    Name = "genesys",
                    Vendor = "genesys",
                    TimeZone = "UTC",
                    ReadOnly = readOnly,
                    FirstSnapshotOn = new DateOnly(2026, 1, 1),
                }
            );
            db.Skus.Add(
                new OfferedSku
                {
                    Key = 1,
                    PlatformKey = 1,
                    VendorId = "cloudCX3",
                    Defined = true,
                }
            );
            db.Roles.Add(
                new Role
                {
                    Key = 1,
                    PlatformKey = 1,
                    VendorId = "omni",
                    Name = "Omnichannel agent",
                    Permissions = ["conversation:*:*"],
                }
            );
            db.ExemptionTags.AddRange(
                Core.Exemptions.ExemptionTag.BuiltIn.Select(tag => Core.Exemptions.ExemptionTag.Add(1, tag.Name, tag.Terms))
            );
            db.People.AddRange(
                Enumerable
                    .Range(1, people)
                    .Select(number =>
                    {
                        var person = A.Person(Id(number));
                        person.EmployeeId = FormattableString.Invariant($"E-{number}");
                        return person;
                    })
            );
            await db.SaveChangesAsync();
            var keys = await db.People.OrderBy(p => p.Key).Select(p => new { p.Key, p.VendorId }).ToListAsync();
            foreach (var person in allHoldSeats ? keys : [])
            {
                db.Seats.Add(
                    new Seat
                    {
                        PersonKey = person.Key,
                        SkuKey = 1,
                        From = new DateOnly(2026, 1, 1),
                    }
                );
                db.PersonGrants.Add(
                    new PersonGrant
                    {
                        PersonKey = person.Key,
                        RoleKey = 1,
                        DivisionId = "*",
                    }
                );
                Vendor.Hold(person.VendorId, "omni");
            }

            await db.SaveChangesAsync();
        }

        await Database.Get<LinkIdentities>().RunAsync(Viewer.Job("test"), 1, CancellationToken.None);
    }
}
