using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Contracts;

/// <summary><c>/contracts</c>. Reading requires the scope <c>finance</c>, changes <c>finance-write</c>.</summary>
internal static class ContractsEndpoints
{
    private const string All = "/contracts";
    private const string One = All + "/{id}";

    public static IEndpointRouteBuilder MapContracts(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet(All, ListAsync)
            .Needs(ApiScope.Finance)
            .Takes(QueryField.Page, QueryField.After, QueryField.PageSize, platform)
            .Produces<PageOf<ContractJson>>()
            .WithSummary("List contracts with their lines and dated changes, by platform and first day.");
        api.MapGet(One, OneAsync)
            .Needs(ApiScope.Finance)
            .Takes(platform)
            .Produces<ContractJson>()
            .WithSummary("Get one contract of a platform, by default of the first one.");
        api.MapPut(One, PutAsync)
            .Needs(ApiScope.FinanceWrite)
            .Takes(platform)
            .WithMetadata(new TakesBody(ContractBody.Fields))
            .Accepts<ContractPutJson>("application/json")
            .Produces<ContractJson>()
            .Produces<ContractJson>(StatusCodes.Status201Created)
            .WithSummary(
                "Add a contract, or replace its terms. The body is the whole contract; lines that it leaves out are removed. Every "
                    + "previous version is kept."
            );
        return api;
    }

    private static async Task<IResult> ListAsync(HttpContext context, ContractList list)
    {
        var call = await ApiCall.OfAsync(context);
        var read = await list.RunAsync(call.Viewer, call.Query.Text("platform"), call.Aborted);
        return read.Refusal is { } refusal
            ? ProblemAnswer.Of(refusal)
            : PageOf<ContractJson>.Answer([.. read.Value.Select(ContractJson.Of)], call.Query.Page, row => $"{row.Platform}/{row.Id}");
    }

    private static async Task<IResult> OneAsync(HttpContext context, string id, ContractList list)
    {
        var call = await ApiCall.OfAsync(context);
        var read = await list.OneAsync(call.Viewer, call.PlatformOrFirst, id, call.Aborted);
        return read.Refusal is { } refusal ? ProblemAnswer.Of(refusal) : Shown(context, read.Value, created: false);
    }

    private static async Task<IResult> PutAsync(HttpContext context, string id, ContractList list, SaveContract save)
    {
        var (draft, version, problem) = await ContractBody.ReadAsync(context, id);
        if (draft is null)
        {
            return problem!;
        }

        if (version is not null || context.Request.Headers.IfMatch.Count > 0)
        {
            (version, problem) = RowVersion.Of(context, new DecisionBody(version, null, null));
            if (problem is not null)
            {
                return problem;
            }
        }

        var call = await ApiCall.OfAsync(context);
        var platform = call.PlatformOrFirst;
        var saved = await save.RunAsync(call.Viewer, platform, version, draft, call.Aborted);
        var now = await list.OneAsync(call.Viewer, platform, id, call.Aborted);
        if ((saved.Refusal ?? now.Refusal) is { } refusal)
        {
            return ProblemAnswer.Of(refusal, now.Refusal is null ? ContractJson.Of(now.Value) : null);
        }

        return Shown(context, now.Value, created: version is null);
    }

    private static IResult Shown(HttpContext context, ContractRow row, bool created)
    {
        context.Response.Headers.ETag = RowVersion.TagOf(row.Version);
        return created
            ? Results.Created(
                $"{ApiRoutes.Prefix}/v1{All}/{row.Terms.Id}?platform={Uri.EscapeDataString(row.Platform)}",
                ContractJson.Of(row)
            )
            : Results.Ok(ContractJson.Of(row));
    }
}
