using System.Text.Json.Nodes;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Scenarios;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// An organization of any size as an ingest leaves it: everybody active with CX 3 by one role; two in five use only voice. Roles and
/// definitions are those of golden.json. Rows are made by the database itself, so that preparing takes seconds.
/// </summary>
internal sealed class AdviceWorld : IDisposable
{
    public const int LookedBack = 180;

    private AdviceWorld(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public static Viewer Night { get; } = Viewer.Job("evaluate");

    public static DateOnly Today { get; } = new(2026, 11, 20);

    public static async Task<AdviceWorld> CreateAsync(int people)
    {
        var clock = new FixedClock(new DateTimeOffset(Today, new TimeOnly(12, 0), TimeSpan.Zero));
        var vendor = new GrantingVendor(clock);
        foreach (
            var (role, sku) in new[]
            {
                ("r02-omni-cx3", "cloudCX3"),
                ("r03-omni-cx2", "cloudCX2"),
                ("r04-voice", "cloudCX1"),
                ("r05-voice-wem", "cloudCX1"),
            }
        )
        {
            vendor.Implied[role] = sku;
        }

        var world = new AdviceWorld(
            await TestDatabase.CreateAsync(
                Application.Persistence.DatabaseKind.Sqlite,
                services =>
                {
                    services.AddSingleton<TimeProvider>(clock).AddSingleton<IVendorConnectors>(vendor).AddSingleton(Catalogue.Default);
                    services.AddSingleton<PersonUsage>();
                    services
                        .AddExemptions()
                        .AddRightsizing()
                        .AddRecommendations()
                        .AddRemediation()
                        .AddReclamation()
                        .AddPeople()
                        .AddOverview()
                        .AddReviews();
                }
            )
        );
        await world.SeedAsync(people);
        return world;
    }

    public Task<EvaluationReport> EvaluateAsync() =>
        Database.Get<EvaluatePlatform>().RunAsync(Night, "genesys", "run:benchmark", CancellationToken.None);

    public void Dispose() => Database.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task SeedAsync(int people)
    {
        await using var stream = Scenario.OpenGolden();
        var golden = (await JsonNode.ParseAsync(stream))!;
        await using var db = Database.Open();
        db.Platforms.Add(
            new Platform
            {
                Key = 1,
                Name = "genesys",
                Vendor = "genesys",
                TimeZone = "Europe/Berlin",
                FirstSnapshotOn = Today.AddDays(-LookedBack),
                BackfillComplete = true,
            }
        );
        db.Skus.AddRange(
            golden["definitions"]!
                .AsArray()
                .Select(
                    (d, i) =>
                        new OfferedSku
                        {
                            Key = i + 1,
                            PlatformKey = 1,
                            VendorId = (string)d!["id"]!,
                            Defined = true,
                            Permissions = Texts(d["permissions"]),
                            Prerequisites = Texts(d["prerequisites"]),
                            Comprises = Texts(d["comprises"]),
                        }
                )
        );
        db.Roles.AddRange(
            golden["roles"]!
                .AsArray()
                .Select(
                    (r, i) =>
                        new Role
                        {
                            Key = i + 1,
                            PlatformKey = 1,
                            VendorId = (string)r!["id"]!,
                            Name = (string)r["name"]!,
                            Permissions = Texts(r["permissions"]),
                        }
                )
        );
        db.Features.AddRange(
            Catalogue.Default.Features.Select(
                (f, i) =>
                    new UsageFeature
                    {
                        Key = i + 1,
                        PlatformKey = 1,
                        Name = f.Key,
                    }
            )
        );
        string[] streams =
        [
            StreamStatus.Conversations,
            StreamStatus.Presence,
            StreamStatus.Evaluations,
            .. Catalogue.Default.Features.SelectMany(f => f.Audits).Select(a => StreamStatus.AuditPrefix + a.Service).Distinct(),
        ];
        db.Streams.AddRange(
            streams.Select(
                (name, i) =>
                    new StreamStatus
                    {
                        Key = i + 1,
                        PlatformKey = 1,
                        Name = name,
                        State = StreamState.Served,
                        CompleteThrough = Today.AddDays(-2),
                        FirstDay = Today.AddDays(-LookedBack),
                        AuditsViews = true,
                    }
            )
        );
        db.Coverage.AddRange(
            streams.SelectMany(
                (_, s) =>
                    Enumerable
                        .Range(2, LookedBack - 1)
                        .Select(ago => new Coverage
                        {
                            StreamKey = s + 1,
                            Day = FactDay.Of(Today.AddDays(-ago)),
                            DivisionKey = 0,
                        })
            )
        );
        await db.SaveChangesAsync();
        var cx3 = await db.Skus.Where(s => s.VendorId == "cloudCX3").Select(s => s.Key).SingleAsync();
        await FillAsync(db, people, cx3, FactDay.Of(Today));
    }

    private static async Task FillAsync(DbContext db, int people, int cx3, int today)
    {
        const string Numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0}) ";
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO People (Key, Id, PlatformKey, VendorId, Name, Email, NormalizedEmail, State, GroupsKnown, "
                + "InManagementUnit, Position, PositionEnd, InCycle, ManagerKey, HiredOn) "
                + Numbers
                + "SELECT i, printf('%08X-0000-7000-8000-%012X', i, i), 1, printf('user-%06d', i), "
                + "printf('Person %06d', i * 7919 % {0}), printf('p%d@example.com', i), printf('p%d@example.com', i), "
                + "'Active', 1, 0, i * 1000, CASE WHEN i % 20 = 1 THEN i * 1000 + 19000 ELSE i * 1000 END, 0, "
                + "CASE WHEN i % 20 = 1 THEN NULL ELSE i - i % 20 + 1 END, '2020-01-01' FROM n",
            people
        );
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO Seats (PersonKey, SkuKey, HeldFrom) " + Numbers + "SELECT i, {1}, '2026-05-24' FROM n",
            people,
            cx3
        );
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO PersonGrants (PersonKey, RoleKey, DivisionId) "
                + Numbers
                + "SELECT i, 1, '*' FROM n UNION ALL SELECT i, 2, '*' FROM n",
            people
        );
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO PersonDays (PersonKey, LastDay, Recent, Earlier, FirstPresentOn, LastOnQueueOn) "
                + Numbers
                + "SELECT i, {1} - 2, 4467570830351532543, 4467570830351532543, {1} - 170, {1} - 2 FROM n",
            people,
            today
        );

        // Voice is everybody's; the rest of CX 3 is used by three in five, and a few of the others have used something long ago.
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO FeatureUses (PersonKey, FeatureKey, FirstUsedOn, LastUsedOn) "
                + Numbers
                + "SELECT i, 1, {1} - 170, {1} - 2 - i % 5 FROM n",
            people,
            today
        );
        foreach (var feature in (int[])[2, 3, 4, 5])
        {
            await db.Database.ExecuteSqlRawAsync(
                "INSERT INTO FeatureUses (PersonKey, FeatureKey, FirstUsedOn, LastUsedOn) "
                    + Numbers
                    + "SELECT i, {1}, {2} - 170, CASE WHEN i % 5 < 2 THEN {2} - 150 ELSE {2} - 3 END FROM n",
                people,
                feature,
                today
            );
        }
    }

    private static List<string> Texts(JsonNode? array) => [.. (array as JsonArray ?? []).Select(item => (string)item!)];
}
