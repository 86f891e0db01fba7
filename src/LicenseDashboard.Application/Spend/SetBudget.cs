using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend;

/// <summary>Sets what a platform may cost in a calendar year.</summary>
public sealed class SetBudget(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <param name="amount">In the currency of the platform's contracts; null removes the budget.</param>
    /// <param name="version">The version the caller saw; 0 if there was none.</param>
    /// <returns>The version afterwards; 0 if there is none.</returns>
    public Task<Outcome<int>> RunAsync(Viewer viewer, string platform, int year, decimal? amount, int version, CancellationToken ct) =>
        MoneyRun.RunAsync<Budget>(
            dbs,
            clock,
            viewer,
            platform,
            amount,
            version,
            async (run, token) =>
            {
                if (Budget.YearProblem(year, run.Today.Year) is { } wrong)
                {
                    return wrong;
                }

                var kept = await run.Db.Budgets.SingleOrDefaultAsync(b => b.PlatformKey == run.Platform.Key && b.Year == year, token);
                return new MoneyRow<Budget>(kept, kept?.Micros ?? 0, kept?.Currency ?? "", "budget", $"budget:{year}", Write);

                int Write(long? micros)
                {
                    if (micros is not { } sum)
                    {
                        run.Db.Budgets.Remove(kept!);
                        return 0;
                    }

                    if (kept is null)
                    {
                        run.Db.Budgets.Add(
                            new Budget
                            {
                                PlatformKey = run.Platform.Key,
                                Year = year,
                                Currency = run.Currency,
                                Micros = sum,
                            }
                        );
                        return 1;
                    }

                    // Another amount is another promise, which is told of again.
                    (kept.Micros, kept.Currency, kept.ToldMonth) = (sum, run.Currency, null);
                    return kept.Version + 1;
                }
            },
            ct
        );
}

/// <summary>Sets what is reserved for the people of a season tag in the year the season begins in.</summary>
public sealed class SetReserve(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <inheritdoc cref="SetBudget.RunAsync"/>
    public Task<Outcome<int>> RunAsync(
        Viewer viewer,
        string platform,
        string tag,
        int year,
        decimal? amount,
        int version,
        CancellationToken ct
    ) =>
        MoneyRun.RunAsync<SeasonReserve>(
            dbs,
            clock,
            viewer,
            platform,
            amount,
            version,
            async (run, token) =>
            {
                if (Budget.YearProblem(year, run.Today.Year) is { } wrong)
                {
                    return wrong;
                }

                var known = await run.Db.ExemptionTags.SingleOrDefaultAsync(
                    t => t.PlatformKey == run.Platform.Key && t.Name == tag && t.IsBurst,
                    token
                );
                if (known is null)
                {
                    return Refusal.Invalid($"tag \"{tag}\" is no seasonal tag. Use one of those under Exemptions, Season.", "tag");
                }

                var kept = await run.Db.SeasonReserves.SingleOrDefaultAsync(
                    r => r.PlatformKey == run.Platform.Key && r.Tag == known.Name && r.Year == year,
                    token
                );
                return new MoneyRow<SeasonReserve>(
                    kept,
                    kept?.Micros ?? 0,
                    kept?.Currency ?? "",
                    "season-reserve",
                    $"season-reserve:{known.Name}:{year}",
                    micros => Write(run, known, kept, year, micros)
                );
            },
            ct
        );

    private static int Write(MoneyRun run, ExemptionTag tag, SeasonReserve? kept, int year, long? micros)
    {
        if (micros is not { } sum)
        {
            run.Db.SeasonReserves.Remove(kept!);
            return 0;
        }

        if (kept is null)
        {
            run.Db.SeasonReserves.Add(
                new SeasonReserve
                {
                    PlatformKey = run.Platform.Key,
                    Tag = tag.Name,
                    Year = year,
                    Currency = run.Currency,
                    Micros = sum,
                }
            );
            return 1;
        }

        (kept.Micros, kept.Currency) = (sum, run.Currency);
        return kept.Version + 1;
    }
}
