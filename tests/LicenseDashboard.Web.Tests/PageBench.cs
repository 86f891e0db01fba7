using Bunit;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Web.Ui;
using LicenseDashboard.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LicenseDashboard.Web.Tests;

/// <summary>A page with its real use cases on a database of its own, which knows one platform.</summary>
internal sealed class PageBench : IAsyncDisposable
{
    private PageBench(BunitContext context, TestDatabase database) => (Context, Database) = (context, database);

    public static FixedClock Clock { get; } = new();

    public BunitContext Context { get; }

    public TestDatabase Database { get; }

    /// <summary>Messages at the lower edge, as long as they stand there.</summary>
    public IEnumerable<string> Said => Context.Services.GetRequiredService<Messages>().Shown.Select(message => message.Words);

    public static async Task<PageBench> OpenAsync(Action<IServiceCollection> useCases)
    {
        var context = Bench.Open();
        var bench = new PageBench(
            context,
            await TestDatabase.CreateAsync(
                TestDatabase.UseCaseKind,
                services =>
                {
                    services
                        .AddSingleton<TimeProvider>(Clock)
                        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
                        .AddSingleton(_ => context.Services.GetRequiredService<ListViews>())
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
