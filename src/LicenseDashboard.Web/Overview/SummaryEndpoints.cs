using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Overview;

/// <param name="Active">Licenses of people with activity in the last 30 days.</param>
/// <param name="Unknown">Licenses of people whose activity is unknown, because presence is not known for all of these days.</param>
internal sealed record SeatsJson(string Platform, string Sku, int Assigned, int Active, int Idle, int Unknown);

/// <param name="List">Per month, one amount for each currency.</param>
internal sealed record TotalJson(int Count, IReadOnlyList<MoneyJson> List);

/// <param name="Realized">Cash in the newest closed bill of each platform. Null before the first one.</param>
internal sealed record TotalsJson(TotalJson Potential, TotalJson Approved, TotalJson Verified, RealizedJson? Realized);

/// <param name="Cash">One amount for each platform with a closed bill.</param>
internal sealed record RealizedJson(int Count, IReadOnlyList<MoneyJson> Cash);

internal sealed record PlatformStreamJson(
    string Platform,
    string Stream,
    string State,
    DateOnly? CompleteThrough,
    DateOnly? CoveredFrom,
    bool Late
);

internal sealed record SummaryJson(IReadOnlyList<SeatsJson> Seats, TotalsJson Totals, IReadOnlyList<PlatformStreamJson> Freshness);

internal static class SummaryEndpoints
{
    public static IEndpointRouteBuilder MapSummary(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/summary", OneAsync)
            .Needs(ApiScope.Read)
            .Takes(platform)
            .Produces<SummaryJson>()
            .WithSummary("Licenses by SKU, totals, and data freshness. Covers all platforms unless you name one.");
        return api;
    }

    private static async Task<IResult> OneAsync(
        HttpContext context,
        SeatSummary seats,
        SavingTotals totals,
        RealizedTotals realized,
        Freshness freshness
    )
    {
        var call = await ApiCall.OfAsync(context);
        var platform = call.Query.Text("platform");
        var counts = await seats.RunAsync(call.Viewer, platform, call.Aborted);
        var savings = (await totals.RunAsync(call.Viewer, platform, call.Aborted)).ToLookup(total => total.Stage);
        var seen = await realized.RunAsync(call.Viewer, platform, call.Aborted);
        var streams = (await freshness.RunAsync(call.Viewer, call.Aborted)).Where(stream =>
            platform is null || stream.Platform == platform
        );
        return Results.Ok(
            new SummaryJson(
                [
                    .. counts.Select(count => new SeatsJson(
                        count.Platform,
                        count.Sku,
                        count.Assigned,
                        count.Active,
                        count.Idle,
                        count.Unknown
                    )),
                ],
                new TotalsJson(
                    TotalOf(savings[SavingStage.Potential]),
                    TotalOf(savings[SavingStage.Approved]),
                    TotalOf(savings[SavingStage.Verified]),
                    seen.Count == 0
                        ? null
                        : new RealizedJson(seen.Sum(total => total.Count), [.. seen.Select(total => MoneyJson.Of(total.Cash))])
                ),
                [
                    .. streams.Select(stream => new PlatformStreamJson(
                        stream.Platform,
                        stream.Stream,
                        ApiWords.Of(stream.State),
                        stream.CompleteThrough,
                        stream.CoveredFrom,
                        stream.Late
                    )),
                ]
            )
        );
    }

    private static TotalJson TotalOf(IEnumerable<SavingTotal> totals) =>
        new(totals.Sum(total => total.Count), [.. totals.Select(total => MoneyJson.Of(total.List))]);
}
