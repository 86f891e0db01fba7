using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Spend;

/// <param name="MayEdit">True if the viewer sets budgets and reserves.</param>
/// <param name="Problem">Why there is nothing to show; null if there is.</param>
internal sealed record SpendRead(
    bool MayEdit,
    Refusal? Problem,
    PlatformSpend? Spend,
    PlatformForecast? Forecast,
    SpendDifference? Causes,
    ChargebackReport? Charged,
    CashCalendar? Savings
);

/// <summary>The reads of the Spend page. It shows a single platform, because currencies are never mixed.</summary>
internal sealed class SpendData(
    CurrentViewer viewers,
    PlatformKeys platforms,
    SpendByMonth spend,
    SpendForecast forecast,
    SpendCauses causes,
    Chargeback chargeback,
    SavingsCalendar savings,
    ListViews views
)
{
    public static readonly ReadingList People = new("spend-people", Rows: 25);

    public string PlatformOr(string? chosen) => chosen is not null && platforms.Has(chosen) ? chosen : platforms.First;

    public async Task<SpendRead> ReadAsync(SpendAddress address, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var months = await spend.RunAsync(viewer, address.Query, ct);
        if (months.Refusal is { } refused)
        {
            return new SpendRead(false, refused, null, null, null, null, null);
        }

        var charged = await chargeback.RunAsync(
            viewer,
            new ChargebackQuery(address.Platform, address.Month, address.By, address.Within, new Page(address.Page, views.RowsOf(People))),
            ct
        );
        var one = months.Value.SingleOrDefault();
        return new SpendRead(
            viewer.EditsMoney,
            charged.Refusal,
            one,
            (await forecast.RunAsync(viewer, address.Platform, ct)).Value.SingleOrDefault(),
            (await causes.RunAsync(viewer, address.Platform, address.Month, ct)) is { Refusal: null } difference ? difference.Value : null,
            charged.Refusal is null ? charged.Value : null,
            (await savings.RunAsync(viewer, address.Platform, ct)).FirstOrDefault(calendar =>
                one?.Currency is null || calendar.Currency == one.Currency
            )
        );
    }
}

/// <summary>The page's amounts. Each call returns null if done, otherwise why not.</summary>
internal sealed class SpendActions(CurrentViewer viewers, SetBudget budget, SetReserve reserve)
{
    public async Task<Refusal?> BudgetAsync(string platform, int year, decimal? amount, int version, CancellationToken ct) =>
        (await budget.RunAsync(await viewers.GetAsync(ct), platform, year, amount, version, ct)).Refusal;

    public async Task<Refusal?> ReserveAsync(string platform, string tag, int year, decimal? amount, int version, CancellationToken ct) =>
        (await reserve.RunAsync(await viewers.GetAsync(ct), platform, tag, year, amount, version, ct)).Refusal;
}

/// <summary>What the Overview shows of money: spend for those who see it, else the cash savings of the viewer's people.</summary>
internal sealed class SpendCardData(CurrentViewer viewers, SpendByMonth spend, SpendForecast forecast, SavingsCalendar savings)
{
    public async Task<SpendCardRead> ReadAsync(string? platform, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        if (!viewer.SeesMoney)
        {
            return new SpendCardRead([], [], await savings.RunAsync(viewer, platform, ct), SeesMoney: false);
        }

        var months = await spend.RunAsync(viewer, new SpendQuery { Platform = platform }, ct);
        var ahead = await forecast.RunAsync(viewer, platform, ct);
        return new SpendCardRead(months.Value, ahead.Value, [], SeesMoney: true);
    }
}

internal sealed record SpendCardRead(
    IReadOnlyList<PlatformSpend> Spend,
    IReadOnlyList<PlatformForecast> Forecasts,
    IReadOnlyList<CashCalendar> Savings,
    bool SeesMoney
);
