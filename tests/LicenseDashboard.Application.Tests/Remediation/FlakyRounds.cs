using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>Rounds of the worker in which the vendor fails now and then, or the process dies.</summary>
internal sealed class FlakyRounds(AdviceBench bench, Random random)
{
    public async Task<string> RunAsync(bool dying)
    {
        var failures = random.Next(3);
        bench.Vendor.Passing = (call, moment) =>
        {
            if (dying && random.Next(6) == 0)
            {
                // Nothing of a dead process reaches the vendor; the worker of the next round is another one, an hour later at the latest.
                throw new InvalidOperationException("The process has died.");
            }

            if (failures > 0 && random.Next(4) == 0)
            {
                failures--;
                throw new VendorException("The vendor answered 503.") { Route = call, Status = 503 };
            }
        };
        await bench.KeepFreshAsync();
        await bench.Get<RemediationWorker>().RoundAsync(CancellationToken.None);
        bench.Vendor.Passing = null;
        return dying ? "round that dies" : "round";
    }
}
