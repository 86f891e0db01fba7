using LicenseDashboard.Application.Tests.Advice;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>
/// A process dies before and after every call to the vendor and every commit, in turn, and another goes on from what it left.
/// </summary>
internal static class EveryDeath
{
    /// <param name="life">Starts anew, calls <see cref="DieAndGoOnAsync"/>, and asserts what came of it. Called once without a death, which
    /// tells how many moments there are, then once for each.</param>
    public static async Task OfAsync(Func<Reaper, Task> life)
    {
        var undying = new Reaper(int.MaxValue);
        await life(undying);
        Assert.InRange(undying.Passed, 5, 200);
        for (var at = 1; at <= undying.Passed; at++)
        {
            await life(new Reaper(at));
        }
    }

    /// <summary>The worker of this process until it dies, then that of another one.</summary>
    /// <param name="more">Services of the other process beside the bench's own.</param>
    public static async Task DieAndGoOnAsync(this AdviceBench bench, Reaper reaper, Action<IServiceCollection>? more = null)
    {
        bench.Vendor.Passing = (call, moment) => reaper.Pass($"{call} {moment}");
        reaper.Arm();
        try
        {
            await bench.WorkAsync(TimeSpan.FromSeconds(50));
        }
        catch (Exception e) when (reaper.IsDead)
        {
            Assert.IsNotType<Xunit.Sdk.XunitException>(e);
        }

        reaper.Disarm();
        await using var another = bench.Database.AnotherInstance(services =>
            AdviceBench.Services(services, bench.Clock, bench.Vendor, more)
        );
        await bench.WorkAsync(TimeSpan.FromMinutes(3), another);
    }
}
