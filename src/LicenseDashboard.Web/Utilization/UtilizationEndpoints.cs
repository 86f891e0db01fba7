using System.Globalization;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Utilization;

/// <summary><c>/utilization</c> and <c>/alerts</c>: who uses licenses now, how it was, and when they ran short.</summary>
internal static class UtilizationEndpoints
{
    private const string Open = "open";
    private const string Cleared = "cleared";

    public static IEndpointRouteBuilder MapUtilization(this IEndpointRouteBuilder api, QueryField platform)
    {
        var catalogue = api.ServiceProvider.GetRequiredService<Catalogue>();
        api.MapGet("/utilization/now", NowAsync)
            .Needs(ApiScope.Read)
            .Takes(
                platform,
                GroupBy("tier", ApiWords.All<UtilizationGroup>()),
                QueryField.Several("tier", "Base SKUs.", [.. catalogue.Bases.Select(sku => sku.Id), LiveFilter.NoTier]),
                QueryField.Several("division", "Division names."),
                new QueryField("manager", "ID of a manager in Genesys Cloud. Returns everyone below them.")
            )
            .Produces<UtilizationNowJson>()
            .WithSummary("Get who is signed in, on queue, and waiting now, in groups, with the age of each figure. Null means unknown.");
        api.MapGet("/utilization/history", HistoryAsync)
            .Needs(ApiScope.Read)
            .Takes(
                platform,
                new QueryField("from", "First local day, such as 2026-11-20. Defaults to six days before the last.") { MaxLength = 10 },
                new QueryField("to", "Last local day, inclusive. Defaults to today.") { MaxLength = 10 },
                GroupBy("none", ApiWords.All<HistoryGroup>())
            )
            .Produces<UtilizationHistoryJson>()
            .WithSummary("Get the levels of each five minutes, day by day. Kept for 13 months; at most 31 days at a time.");
        api.MapGet("/alerts", AlertsAsync)
            .Lists<AlertJson>(
                platform,
                QueryField.Word("state", "Only open or only cleared alerts.", [Open, Cleared]),
                new QueryField("sku", "SKU of the licenses that ran short.")
            )
            .WithSummary("List alerts about licenses that ran short, newest first.");
        return api;
    }

    private static QueryField GroupBy(string unless, IEnumerable<string> words) =>
        QueryField.Word("groupBy", $"How to group. Defaults to {unless}.", words);

    private static async Task<IResult> NowAsync(HttpContext context, IUtilization utilization)
    {
        var call = await ApiCall.OfAsync(context);
        var query = new UtilizationQuery
        {
            Platform = call.Query.Text("platform"),
            GroupBy = call.Query.Several<UtilizationGroup>("groupBy") is [var by] ? by : UtilizationGroup.Tier,
            Tiers = call.Query.Many("tier"),
            Divisions = call.Query.Many("division"),
            Manager = call.Query.Text("manager"),
        };
        return Answer(await utilization.NowAsync(call.Viewer, query, call.Aborted), UtilizationNowJson.Of);
    }

    private static async Task<IResult> HistoryAsync(HttpContext context, IUtilization utilization)
    {
        var call = await ApiCall.OfAsync(context);
        if ((Day(call, "from", out var from), Day(call, "to", out var to)) is not (null, null) and var (first, last))
        {
            return (first ?? last)!;
        }

        var query = new HistoryQuery
        {
            Platform = call.Query.Text("platform"),
            From = from,
            To = to,
            GroupBy = call.Query.Several<HistoryGroup>("groupBy") is [var by] ? by : HistoryGroup.None,
        };
        return Answer(await utilization.HistoryAsync(call.Viewer, query, call.Aborted), UtilizationHistoryJson.Of);
    }

    private static async Task<IResult> AlertsAsync(HttpContext context, IUtilization utilization)
    {
        var call = await ApiCall.OfAsync(context);
        var query = new AlertQuery
        {
            Platform = call.Query.Text("platform"),
            Sku = call.Query.Text("sku"),
            Open = call.Query.Text("state") is { } state ? state == Open : null,
        };
        return PageOf<AlertJson>.Answer(await utilization.AlertsAsync(call.Viewer, query, call.Query.Page, call.Aborted), AlertJson.Of);
    }

    private static IResult Answer<T, TJson>(Outcome<T> outcome, Func<T, TJson> map) =>
        outcome.Refusal is { } refusal ? ProblemAnswer.Of(refusal) : Results.Ok(map(outcome.Value));

    private static ProblemAnswer? Day(ApiCall call, string name, out DateOnly? day)
    {
        day = null;
        if (call.Query.Text(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            day = read;
            return null;
        }

        return ProblemAnswer.Invalid(name, $"{name} '{text}' is not a day such as 2026-11-20.");
    }
}
