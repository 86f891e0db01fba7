using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Tests.Overview;

internal static class OverviewWorld
{
    public static readonly Viewer Auditor = new("Ann", "persona:ann", ViewerRoles.Auditor, []);

    /// <summary>Four people with CX 3: one protected, three to decide.</summary>
    public static async Task<AdviceBench> SeededAsync(bool readOnly = false)
    {
        var bench = await AdviceBench.CreateAsync(
            people: 4,
            readOnly: readOnly,
            more: services => services.AddJobUseCases().AddSingleton<Freshness>().AddSingleton<SeatSummary>()
        );
        await bench.RaiseAsync([.. Enumerable.Range(0, 4).Select(n => bench.Found(n, lane: n == 0 ? Lane.Protected : Lane.Ready))]);
        return bench;
    }

    /// <summary>Person 0 was there yesterday; presence covers the last 30 days, or all but one.</summary>
    public static async Task SeenAsync(AdviceBench bench, bool known)
    {
        await using var db = bench.Database.Open();
        var complete = bench.Today.AddDays(-1);
        var stream = new StreamStatus
        {
            PlatformKey = 1,
            Name = StreamStatus.Presence,
            State = StreamState.Served,
            CompleteThrough = complete,
            FirstDay = complete.AddDays(-100),
        };
        db.Streams.Add(stream);
        await db.SaveChangesAsync();
        db.PersonDays.Add(
            new PersonDays
            {
                PersonKey = AdviceBench.Key(0),
                LastDay = FactDay.Of(complete),
                Recent = 1,
                Earlier = 0,
                FirstPresentOn = FactDay.Of(complete),
            }
        );
        db.Coverage.AddRange(
            Enumerable
                .Range(0, SeatSummary.Days - (known ? 0 : 1))
                .Select(back => new Coverage
                {
                    StreamKey = stream.Key,
                    Day = FactDay.Of(complete.AddDays(-back)),
                    DivisionKey = 0,
                })
        );
        await db.SaveChangesAsync();
    }
}
