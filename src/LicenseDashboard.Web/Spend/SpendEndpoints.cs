using LicenseDashboard.Application.Spend;
using LicenseDashboard.Application.Spend.Focus;
using LicenseDashboard.Core.Spend;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Spend;

/// <summary><c>/spend</c>, <c>/forecast</c> and FOCUS. All require the scope <c>finance</c>.</summary>
internal static class SpendEndpoints
{
    private static readonly QueryField _from = new("from", "First month, such as 2026-01. Defaults to a year before to.");
    private static readonly QueryField _to = new("to", "Last month, such as 2026-12. Defaults to the last month with a bill.");
    private static readonly QueryField _focusFrom = new("from", "First month, such as 2026-01. Defaults to the first closed month.");
    private static readonly QueryField _focusTo = new("to", "Last month, such as 2026-12. Defaults to the last closed month.");
    private static readonly QueryField _manager = new("manager", "ID of a manager in Genesys Cloud. Returns what people below them cost.");

    public static IEndpointRouteBuilder MapSpend(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/spend", SpendAsync)
            .Needs(ApiScope.Finance)
            .Takes(
                platform,
                _from,
                _to,
                QueryField.Word("groupBy", "What a month is split by. Defaults to sku.", ApiWords.All<SpendGroup>()),
                _manager
            )
            .Produces<IReadOnlyList<SpendJson>>()
            .WithSummary("What each month cost, one entry for each platform in its own currency.");
        api.MapGet("/forecast", ForecastAsync)
            .Needs(ApiScope.Finance)
            .Takes(platform)
            .Produces<IReadOnlyList<ForecastJson>>()
            .WithSummary("What the bills to the end of the term will be, with range, budgets, and seasonal true-ups.");
        api.MapGet("/exports/focus.csv", FocusAsync)
            .Needs(ApiScope.Finance)
            .Takes(platform, _focusFrom, _focusTo)
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithSummary("Closed months as a FOCUS 1.3 Cost and Usage dataset: a row for each month, contract, SKU, and charge.");
        return api;
    }

    private static async Task<IResult> SpendAsync(HttpContext context, SpendByMonth spend)
    {
        var call = await ApiCall.OfAsync(context);
        if (Months(call, out var from, out var to) is { } problem)
        {
            return problem;
        }

        var query = new SpendQuery
        {
            Platform = call.Query.Text("platform"),
            From = from,
            To = to,
            GroupBy = call.Query.Several<SpendGroup>("groupBy") is [var by, ..] ? by : default,
            Manager = call.Query.Text("manager"),
        };
        var read = await spend.RunAsync(call.Viewer, query, call.Aborted);
        return read.Refusal is { } refusal ? ProblemAnswer.Of(refusal) : Results.Ok(read.Value.Select(SpendJson.Of));
    }

    private static async Task<IResult> ForecastAsync(HttpContext context, SpendForecast forecast)
    {
        var call = await ApiCall.OfAsync(context);
        var read = await forecast.RunAsync(call.Viewer, call.Query.Text("platform"), call.Aborted);
        return read.Refusal is { } refusal ? ProblemAnswer.Of(refusal) : Results.Ok(read.Value.Select(ForecastJson.Of));
    }

    private static async Task<IResult> FocusAsync(HttpContext context, FocusExport export)
    {
        var call = await ApiCall.OfAsync(context);
        if (Months(call, out var from, out var to) is { } problem)
        {
            return problem;
        }

        var read = await export.RunAsync(call.Viewer, call.Query.Text("platform"), from, to, call.Aborted);
        return read.Refusal is { } refusal ? ProblemAnswer.Of(refusal) : SpendExport.FileOf(read.Value);
    }

    /// <summary>Everything that is wrong with the months, each by its name.</summary>
    private static ProblemAnswer? Months(ApiCall call, out int? from, out int? to)
    {
        var errors = new Dictionary<string, string[]>();
        (from, to) = (Month("from"), Month("to"));
        return errors.Count > 0 ? ProblemAnswer.Invalid(errors) : null;

        int? Month(string name)
        {
            if (call.Query.Text(name) is not { } text)
            {
                return null;
            }

            if (MonthNumber.Parse(text) is { } month)
            {
                return month;
            }

            errors[name] = [$"{name} '{text}' is not a month. Send year and month, such as 2026-11."];
            return null;
        }
    }
}
