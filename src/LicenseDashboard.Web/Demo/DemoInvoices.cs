using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Simulator;

namespace LicenseDashboard.Web.Demo;

/// <summary>Tells the simulated vendor the demo's contract, in its own words.</summary>
internal static class DemoInvoices
{
    public static BilledContract Of(ConfiguredContract contract, string timeZone) =>
        new()
        {
            First = contract.StartsOn,
            Last = contract.RenewalOn.AddDays(-1),
            Currency = contract.Currency,
            TimeZone = timeZone,
            Mistakes = true,
            Items =
            [
                .. contract.Lines.Select(line => new BilledItem(
                    line.Sku,
                    line.Basis switch
                    {
                        LineBasis.Named => BilledBy.User,
                        LineBasis.Concurrent => BilledBy.Concurrent,
                        LineBasis.Hourly => BilledBy.Hour,
                    },
                    line.Committed,
                    line.UnitPrice,
                    line.OveragePrice
                )),
            ],
        };
}
