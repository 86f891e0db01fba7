namespace LicenseDashboard.Core.Recommendations;

/// <content>What the row does to coming bills. Written by Billing for all rows at once; never changes the version.</content>
public sealed partial class Recommendation
{
    /// <summary>
    /// What bills become lower by, in millionths, in the first coming period in which they do; 0 if they don't within 24 months. Null: no
    /// figure.
    /// </summary>
    public long? CashMicros { get; private set; }

    /// <summary>First day of that period; null if there is none.</summary>
    public DateOnly? CashFrom { get; private set; }

    /// <summary>Sum over the coming periods that start within 24 months, in millionths.</summary>
    public long? CashHorizonMicros { get; private set; }

    /// <summary>Sum of the periods in which bills become higher, as a positive number in millionths.</summary>
    public long? CashCostMicros { get; private set; }

    /// <summary>
    /// True if it costs money in some period, or more people would hold a SKU than a hard limit allows: the next evaluation puts it into
    /// lane review.
    /// </summary>
    public bool NeedsCashReview { get; private set; }

    /// <summary>Why the cash figures are what they are, in one sentence without prices; empty until priced.</summary>
    public string CashNote { get; private set; } = "";
}
