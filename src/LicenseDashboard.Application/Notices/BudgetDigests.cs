using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Notices;

/// <summary>One digest to the administrators for each budget that the forecast passes, once a month.</summary>
internal static class BudgetDigests
{
    public static async Task<IReadOnlyList<DigestDraft>> OfAsync(
        LicenseDb db,
        Catalogue catalogue,
        Platform platform,
        DateOnly today,
        CancellationToken ct
    )
    {
        var month = MonthNumber.Of(today);
        var budgets = await db
            .Budgets.Where(b => b.PlatformKey == platform.Key && b.Year >= today.Year && (b.ToldMonth == null || b.ToldMonth < month))
            .OrderBy(b => b.Year)
            .ToListAsync(ct);
        if (budgets.Count == 0)
        {
            return [];
        }

        var book = await SpendBook.OneAsync(db, catalogue, platform, today, ct);
        var drafts = new List<DigestDraft>();
        foreach (var budget in budgets)
        {
            var check = book.Check(budget);
            if (check.IsPassed)
            {
                // Committed with the digest, so a budget is told of once a month whatever happens to the digest.
                budget.ToldMonth = month;
                var content = BudgetWords.Passed(platform.Name, check, budget.Currency);
                drafts.Add(new DigestDraft(Digest.Administrators, DigestKind.BudgetPassed, content, []));
            }
        }

        return drafts;
    }
}
