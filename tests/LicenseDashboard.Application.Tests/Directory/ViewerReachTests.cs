using LicenseDashboard.Application.Directory;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Directory;

public sealed class ViewerReachTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() =>
        _database = await TestDatabase.CreateAsync(TestDatabase.UseCaseKind, services => services.AddSingleton<ViewerReach>());

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(ViewerRoles.OperationsManager)]
    [InlineData(ViewerRoles.Auditor)]
    [InlineData(ViewerRoles.None)]
    public async Task Before_the_first_import_the_directory_is_what_is_missing(ViewerRoles roles) =>
        Assert.Equal(Reach.NoDirectory, await ReachAsync(roles));

    [Fact]
    public async Task Head_with_people_below_sees_somebody_and_one_without_is_told_so()
    {
        await FillAsync();
        Assert.Equal(Reach.Somebody, await ReachAsync(ViewerRoles.OperationsManager, new ReportingScope(1, 1, 100, 300)));
        Assert.Equal(Reach.NobodyBelow, await ReachAsync(ViewerRoles.OperationsManager, new ReportingScope(1, 2, 200, 300)));
    }

    /// <summary>People are stored before the reporting line is: until then "no one reports to you" would be said without knowing.</summary>
    [Fact]
    public async Task While_the_first_import_of_the_directory_runs_nobody_is_told_that_no_one_reports_to_them()
    {
        await FillAsync(imported: false);
        Assert.Equal(Reach.NoDirectory, await ReachAsync(ViewerRoles.OperationsManager, new ReportingScope(1, 2, 200, 300)));
    }

    [Fact]
    public async Task Mail_that_no_single_account_has_is_not_in_the_directory()
    {
        await FillAsync();
        Assert.Equal(Reach.NotInDirectory, await ReachAsync(ViewerRoles.OperationsManager));
    }

    [Fact]
    public async Task Role_that_shows_everybody_needs_no_place_in_the_line_and_no_role_shows_nobody()
    {
        await FillAsync();
        Assert.Equal(Reach.Somebody, await ReachAsync(ViewerRoles.FinOps));
        Assert.Equal(Reach.NoRole, await ReachAsync(ViewerRoles.None, new ReportingScope(1, 1, 100, 300)));
    }

    private async Task<Reach> ReachAsync(ViewerRoles roles, params ReportingScope[] scopes) =>
        await _database.Get<ViewerReach>().RunAsync(new Viewer("Maria", "persona:maria", roles, scopes), CancellationToken.None);

    /// <summary>A head at 100 and one report at 200, each with room for more below.</summary>
    private async Task FillAsync(bool imported = true)
    {
        await using var db = _database.Open();
        db.Platforms.Add(
            new Platform
            {
                Key = 1,
                Name = "genesys",
                Vendor = "genesys",
                TimeZone = "UTC",
                FirstSnapshotOn = imported ? new DateOnly(2026, 1, 1) : null,
            }
        );
        db.People.AddRange(
            new Person
            {
                Key = 1,
                PlatformKey = 1,
                VendorId = "m",
                Name = "Maria Okafor",
                Position = 100,
                PositionEnd = 300,
            },
            new Person
            {
                Key = 2,
                PlatformKey = 1,
                VendorId = "p",
                Name = "Pia Lang",
                ManagerKey = 1,
                Position = 200,
                PositionEnd = 300,
            }
        );
        await db.SaveChangesAsync();
    }
}
