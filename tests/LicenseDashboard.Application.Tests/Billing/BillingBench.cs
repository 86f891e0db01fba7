using LicenseDashboard.Application.Billing;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Tests.Billing;

/// <summary>
/// An <see cref="AdviceBench"/> on November 20, 2026, with presence complete through the 18th, everybody present on each day since
/// mid-September, and a contract from October 1 to March 31 with notice by December 31.
/// </summary>
internal sealed class BillingBench : IAsyncDisposable
{
    private const int PresenceKey = 200;

    private BillingBench(AdviceBench advice) => Advice = advice;

    public AdviceBench Advice { get; }

    public static DateOnly October { get; } = new(2026, 10, 1);

    public static int Month(int year, int month) => BillingPeriod.MonthOf(new DateOnly(year, month, 1));

    public static async Task<BillingBench> CreateAsync(int people = 3, bool contract = true, Action<IServiceCollection>? more = null)
    {
        var advice = await AdviceBench.CreateAsync(
            people,
            more: services =>
            {
                services.AddBillingUseCases();
                more?.Invoke(services);
            }
        );
        var bench = new BillingBench(advice);
        await advice.PresentAsync();
        await using var db = advice.Database.Open();
        await db.Platforms.ExecuteUpdateAsync(set => set.SetProperty(p => p.FirstSnapshotOn, new DateOnly(2026, 1, 1)));
        db.Streams.Add(
            new StreamStatus
            {
                Key = PresenceKey,
                PlatformKey = 1,
                Name = StreamStatus.Presence,
                State = StreamState.Served,
                CompleteThrough = advice.Today.AddDays(-2),
            }
        );
        db.Coverage.AddRange(
            Enumerable
                .Range(0, 60)
                .Select(n => new Coverage
                {
                    StreamKey = PresenceKey,
                    DivisionKey = 0,
                    Day = FactDay.Of(advice.Today.AddDays(-2 - n)),
                })
        );
        await db.SaveChangesAsync();
        if (contract)
        {
            await bench.ContractAsync(cx3: 2);
        }

        return bench;
    }

    /// <summary>CX 3 for 155, above for 170; CX 1 for 75 without a commitment.</summary>
    public async Task ContractAsync(int cx3, decimal price = 155, OverUse overUse = OverUse.Soft)
    {
        var terms = A.Terms(
            A.Line("cloudCX3", cx3, price: price) with
            {
                OverageMicros = 170 * Money.UnitMicros,
            },
            A.Line("cloudCX1", 0, price: 75)
        ) with
        {
            First = October,
            Last = new DateOnly(2027, 3, 31),
            OverUse = overUse,
        };
        await using var db = Advice.Database.Open();
        if (await db.Contracts.SingleOrDefaultAsync() is { } stored)
        {
            stored.Change(terms, assumed: false);
        }
        else
        {
            db.Contracts.Add(A.Contract(terms));
        }

        await db.SaveChangesAsync();
    }

    public async Task<Platform> PlatformAsync()
    {
        await using var db = Advice.Database.Open();
        return await db.Platforms.AsNoTracking().SingleAsync();
    }

    public async Task<int> PriceAsync() =>
        await Advice.Get<PriceRows>().RunAsync(Viewer.Job("bills"), await PlatformAsync(), CancellationToken.None);

    public async Task<KeptBills> KeepAsync() =>
        await Advice.Get<KeepBills>().RunAsync(Viewer.Job("bills"), await PlatformAsync(), CancellationToken.None);

    public ValueTask DisposeAsync() => Advice.DisposeAsync();
}
