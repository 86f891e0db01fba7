using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Spend;

/// <summary>One amount a year that people enter.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Year">The year that is offered first.</param>
/// <param name="Known">The amount of a year and its version; null and 0 if there is none.</param>
/// <param name="Save">Year, amount (null removes it) and the version seen.</param>
public sealed record AmountForm(
    string Title,
    string Currency,
    int Year,
    Func<int, (decimal? Amount, int Version)> Known,
    Func<int, decimal?, int, Task<Refusal?>> Save
);
