using Bunit;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LicenseDashboard.Web.Tests;

/// <summary>A page with its real use cases on a database of its own, which knows one platform.</summary>
internal sealed class PageBench : IAsyncDisposable
{
    private PageBench(TestDatabase database) => Database = database;

    public static FixedClock Clock { get; } = new();

    public BunitContext Context { get; } = Bench.Open();

    public TestDatabase Database { get; }

    public static async Task<PageBench> OpenAsync(Action<IServiceCollection> useCases)
    {
        var bench = new PageBench(
            await TestDatabase.CreateAsync(
                TestDatabase.UseCaseKind,
                services =>
                {
                    services
                        .AddSingleton<TimeProvider>(Clock)
                        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
                        .AddAudit()
                        .AddSignedIn();
                    useCases(services);
                }
            )
        );
        await using var db = bench.Database.Open();
        db.Platforms.Add(
            new Platform
            {
                Key = 1,
                Name = "genesys",
                Vendor = "genesys",
                TimeZone = "UTC",
                FirstSnapshotOn = new DateOnly(2026, 1, 1),
            }
        );
        await db.SaveChangesAsync();
        return bench;
    }

    public IRenderedComponent<TPage> Show<TPage>(ViewerRoles role, string address)
        where TPage : IComponent
    {
        Database.Get<SignedIn>().Role = role;
        Context.Services.AddFallbackServiceProvider(Database.Services);
        Context.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Context.Render<TPage>();
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Database.DisposeAsync();
    }
}
