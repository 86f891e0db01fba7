using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Ingestion.Checks;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

public sealed class CheckTests : IAsyncDisposable
{
    private static readonly Viewer _admin = new("Ada", "persona:ada", ViewerRoles.Administrator, []);
    private static readonly Viewer _auditor = new("Otto", "persona:otto", ViewerRoles.Auditor, []);
    private static readonly Viewer _manager = new("Mia", "persona:mia", ViewerRoles.OperationsManager, []);

    private readonly FixedClock _clock = new();
    private readonly CheckedVendor _vendor = new(
        CheckedVendor.Line("a", CheckResult.Holds),
        CheckedVendor.Line("b", CheckResult.DoesNotHold, local: "Vienna"),
        CheckedVendor.Line("c", CheckResult.CannotTell)
    );

    private TestDatabase? _database;

    private TestDatabase Database => _database!;

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Fact]
    public async Task Check_keeps_its_result_with_time_and_name_and_is_audited()
    {
        await OpenAsync();
        Assert.Null((await StartAsync(_admin)).Refusal);
        Assert.True((await ReadAsync(_auditor)).Running);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await RunAsync();
        var row = await ReadAsync(_auditor);
        Assert.Equal(
            (false, "Ada", _clock.GetUtcNow().UtcDateTime, 3L),
            (row.Running, row.ReportedBy, row.ReportedAt, row.Report!.Requests)
        );
        Assert.Equal(["a", "b", "c"], row.Report.Lines.Select(line => line.Code));
        Assert.Equal("Vienna", row.Report.Lines[1].Local);
        await using var db = Database.Open();
        var audit = await db
            .Audit.OrderBy(entry => entry.Sequence)
            .Select(entry => entry.Action + " " + entry.Actor + " " + entry.Detail)
            .ToListAsync();
        Assert.Equal(["check.started persona:ada ", "check.ended persona:ada holds 1, does not hold 1, cannot tell 1"], audit);
    }

    [Fact]
    public async Task Second_start_is_refused_while_one_runs()
    {
        await OpenAsync();
        await StartAsync(_admin);
        Assert.Equal("running", (await StartAsync(_admin)).Refusal!.Code);
    }

    [Theory, InlineData(9, 59, "too-soon"), InlineData(10, 0, null)]
    public async Task Next_check_starts_ten_minutes_after_the_last_start(int minutes, int seconds, string? refused)
    {
        await OpenAsync();
        await StartAsync(_admin);
        await RunAsync();
        _clock.Advance(new TimeSpan(0, minutes, seconds));
        var row = await ReadAsync(_admin);
        Assert.Equal(refused is null ? null : _clock.GetUtcNow().UtcDateTime.AddSeconds(1), row.NextAt);
        var again = await StartAsync(_admin);
        Assert.Equal(refused, again.Refusal?.Code);
        Assert.Equal(
            refused is null ? null : "The last check was started less than 10 minutes ago. The next can start in 1 minute.",
            again.Refusal?.Message
        );
    }

    [Fact]
    public async Task Two_who_start_at_once_make_one_run()
    {
        await OpenAsync();
        await using var other = Database.AnotherInstance(Services);
        var both = await Task.WhenAll(
            StartAsync(_admin),
            other.GetRequiredService<StartCheck>().RunAsync(_admin, "genesys", CancellationToken.None)
        );
        Assert.Equal("running", Assert.Single(both, outcome => outcome.Refusal is not null).Refusal!.Code);
    }

    [Fact]
    public async Task Only_administrators_start_and_only_they_and_auditors_read()
    {
        await OpenAsync();
        Assert.Equal("forbidden", (await StartAsync(_auditor)).Refusal!.Code);
        Assert.Equal("forbidden", (await StartAsync(_manager)).Refusal!.Code);
        var list = Database.Get<CheckList>();
        Assert.Equal("forbidden", (await list.RunAsync(_manager, CancellationToken.None)).Refusal!.Code);
        Assert.False((await list.RunAsync(_auditor, CancellationToken.None)).Value.MayStart);
        Assert.True((await list.RunAsync(_admin, CancellationToken.None)).Value.MayStart);
        Assert.Equal("not-found", (await Database.Get<StartCheck>().RunAsync(_admin, "elsewhere", CancellationToken.None)).Refusal!.Code);
    }

    [Fact]
    public async Task Failed_run_says_why_and_leaves_the_last_result()
    {
        await OpenAsync();
        await StartAsync(_admin);
        await RunAsync();
        _clock.Advance(TimeSpan.FromMinutes(20));
        _vendor.Before = (_, _) => throw new VendorException("GET /api/v2/users answered 503.");
        await StartAsync(_admin);
        await RunAsync();
        var row = await ReadAsync(_admin);
        Assert.Equal((false, "GET /api/v2/users answered 503.", 3), (row.Running, row.Failure, row.Report!.Lines.Count));
    }

    [Fact]
    public async Task Stopped_program_ends_the_run_with_words()
    {
        await OpenAsync();
        await StartAsync(_admin);
        using var stop = new CancellationTokenSource();
        _vendor.Before = async (_, ct) =>
        {
            await stop.CancelAsync();
            ct.ThrowIfCancellationRequested();
        };
        await RunAsync(stop.Token);
        Assert.Equal("The check was interrupted by a restart.", (await ReadAsync(_admin)).Failure);
    }

    [Fact]
    public async Task Run_of_a_program_that_died_is_no_longer_running_and_can_be_started_again()
    {
        await OpenAsync();
        await StartAsync(_admin);
        _clock.Advance(PlatformCheck.DeadAfter);
        Assert.Equal(
            (false, "The check was interrupted by a restart."),
            ((await ReadAsync(_admin)).Running, (await ReadAsync(_admin)).Failure)
        );
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await StartAsync(_admin)).Refusal);
    }

    [Fact]
    public async Task Run_that_lost_its_row_writes_nothing()
    {
        await OpenAsync();
        await StartAsync(_admin);
        _vendor.Before = async (line, _) =>
        {
            if (line == 1)
            {
                _clock.Advance(TimeSpan.FromMinutes(11));
                Assert.Null((await StartAsync(_admin)).Refusal);
            }
        };
        await RunAsync();
        var row = await ReadAsync(_admin);
        Assert.Equal((true, null), (row.Running, row.Report));
    }

    [Fact]
    public async Task Contract_and_catalogue_are_what_answers_are_compared_with()
    {
        await OpenAsync();
        await using (var db = Database.Open())
        {
            db.Contracts.Add(A.Contract(A.Terms(A.Line("cloudCX2", 10, LineBasis.Concurrent))));
            await db.SaveChangesAsync();
        }

        await StartAsync(_admin);
        await RunAsync();
        Assert.Equal((true, 90), (_vendor.Terms!.Concurrent, _vendor.Terms.LongestWindow));
        Assert.Contains("cloudCX3", _vendor.Terms.Skus);
        Assert.False(Assert.Single(_vendor.Terms.Audits, audits => audits.Service == "Routing").Views);
        Assert.True(Assert.Single(_vendor.Terms.Audits, audits => audits.Service == "WorkforceManagement").Views);
    }

    private async Task OpenAsync()
    {
        _database = await TestDatabase.CreateAsync(TestDatabase.UseCaseKind, Services);
        await using var db = Database.Open();
        db.Platforms.Add(
            new Platform
            {
                Key = 1,
                Name = "genesys",
                Vendor = "genesys",
                TimeZone = "Europe/Berlin",
            }
        );
        await db.SaveChangesAsync();
    }

    private void Services(IServiceCollection services) =>
        services
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddAudit()
            .AddSingleton<IReadOnlyList<PlatformSeed>>([new PlatformSeed("genesys", "genesys", "Europe/Berlin", ReadOnly: true)])
            .AddSingleton<IVendorConnectors>(_vendor)
            .AddSingleton(Catalogue.Default)
            .AddIngestion();

    private Task<Outcome<RunId>> StartAsync(Viewer viewer) =>
        Database.Get<StartCheck>().RunAsync(viewer, "genesys", CancellationToken.None);

    /// <summary>As the worker does it: the first order that waits.</summary>
    private async Task RunAsync(CancellationToken ct = default) =>
        await Database
            .Get<RunCheck>()
            .RunAsync(await Database.Get<CheckOrders>().ReadAllAsync(CancellationToken.None).FirstAsync(CancellationToken.None), ct);

    private async Task<CheckRow> ReadAsync(Viewer viewer) =>
        Assert.Single((await Database.Get<CheckList>().RunAsync(viewer, CancellationToken.None)).Value.Platforms);
}
