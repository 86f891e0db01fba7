using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>The choices of the filter by cash.</summary>
internal static class CashOptions
{
    public static IReadOnlyList<FilterOption> All { get; } =
    [.. Enum.GetValues<CashFilter>().Select(cash => new FilterOption(CashWords.Word(cash), CashWords.Of(cash)))];
}
