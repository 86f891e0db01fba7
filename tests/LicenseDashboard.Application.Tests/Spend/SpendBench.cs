using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Tests.Spend;

/// <summary>Kept bills and the use cases of Spend, on November 20, 2026.</summary>
internal sealed class SpendBench : IAsyncDisposable
{
    private SpendBench(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public static Viewer FinOps { get; } = new("Fay", "persona:finops", ViewerRoles.FinOps, []);

    public static Viewer Manager { get; } =
        new("Maria", "persona:maria", ViewerRoles.OperationsManager, [new ReportingScope(1, 1, 0, 1000)]);

    public static async Task<SpendBench> CreateAsync(int closed = 6, bool people = true, bool bills = true)
    {
        var database = await TestDatabase.CreateAsync(
            TestDatabase.UseCaseKind,
            services => services.AddSingleton<TimeProvider>(new FixedClock()).AddSingleton(Catalogue.Default).AddSpend()
        );
        await using var db = database.Open();
        db.Platforms.Add(A.Platform());
        await db.SaveChangesAsync();
        if (bills)
        {
            await db.FillBillsAsync(closed);
        }

        if (people)
        {
            await db.FillPeopleAsync();
        }

        return new SpendBench(database);
    }

    public T Get<T>()
        where T : notnull => Database.Get<T>();

    public async Task<IReadOnlyList<PlatformSpend>> SpendAsync(SpendQuery query) =>
        (await Get<SpendByMonth>().RunAsync(FinOps, query, CancellationToken.None)).Value;

    public async Task<PlatformForecast> ForecastAsync() =>
        (await Get<SpendForecast>().RunAsync(FinOps, null, CancellationToken.None)).Value.Single();

    public async Task<ChargebackReport> ChargebackAsync(
        SpendGroup by,
        string? within = null,
        int? month = null,
        int page = 1,
        int size = 50
    ) =>
        (
            await Get<Chargeback>()
                .RunAsync(FinOps, new ChargebackQuery("genesys", month, by, within, new Page(page, size)), CancellationToken.None)
        ).Value!;

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
