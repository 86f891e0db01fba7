using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Billing;

/// <summary>What was used of each SKU in a period, or will be; indexes are those of <see cref="SkuBook"/>.</summary>
internal sealed class Quantities(int skus)
{
    /// <summary>People who logged in.</summary>
    public int[] Named { get; } = new int[skus];

    /// <summary>Present, summed over all people.</summary>
    public long[] Seconds { get; } = new long[skus];

    /// <summary>Simultaneous people.</summary>
    public int[] Peak { get; } = new int[skus];

    /// <summary>People with the SKU, logged in or not.</summary>
    public int[] Holders { get; } = new int[skus];

    /// <summary>Those of <see cref="Holders"/> without a season tag: who needs it after a renewal.</summary>
    public int[] Permanent { get; } = new int[skus];

    /// <summary>Billable quantity: people, simultaneous people, or whole hours, rounded up once.</summary>
    public int Billable(int sku, LineBasis basis) =>
        basis switch
        {
            LineBasis.Named => Named[sku],
            LineBasis.Concurrent => Peak[sku],
            LineBasis.Hourly => (int)((Seconds[sku] + 3599) / 3600),
        };

    /// <summary>What is needed after a renewal, if these are the quantities of a period without people who have a season tag.</summary>
    public int Need(int sku, LineBasis basis) => basis == LineBasis.Named ? Permanent[sku] : Billable(sku, basis);

    /// <summary>The greater of both, SKU by SKU, of everything but named people.</summary>
    public void RaiseTo(Quantities other)
    {
        for (var sku = 0; sku < Peak.Length; sku++)
        {
            Peak[sku] = Math.Max(Peak[sku], other.Peak[sku]);
            Seconds[sku] = Math.Max(Seconds[sku], other.Seconds[sku]);
        }
    }
}
