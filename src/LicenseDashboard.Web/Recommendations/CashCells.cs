using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>Cash savings in exports; empty where there is no figure.</summary>
internal static class CashCells
{
    public static readonly IReadOnlyList<string> Titles =
    [
        "Monthly Savings (cash)",
        "Cash from",
        "Cash over 24 months",
        "Cost in some months",
        "Cash note",
    ];

    public static IEnumerable<ExportCell> Of(RowCash? cash, string note) =>
        cash is null
            ? ["", "", "", "", note]
            :
            [
                ExportCell.Money(cash.Monthly),
                ExportCell.Day(cash.From),
                ExportCell.Money(cash.Horizon),
                ExportCell.Money(cash.Cost),
                note,
            ];
}
