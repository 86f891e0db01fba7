using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Invoices;

/// <summary><c>/invoices</c>. Reading requires the scope <c>finance</c>, uploading <c>finance-write</c>.</summary>
internal static class InvoicesEndpoints
{
    private const string All = "/invoices";
    private const string One = All + "/{id}";
    private const string Yes = "true";
    private const string Csv = "text/csv";
    private static readonly string[] _switch = [Yes, "false"];

    public static IEndpointRouteBuilder MapInvoices(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet(All, ListAsync)
            .Needs(ApiScope.Finance)
            .Takes(QueryField.Page, QueryField.PageSize, platform)
            .Produces<PageOf<InvoiceJson>>()
            .WithSummary("List invoices with the expected amount of their billing period, newest period first.");
        api.MapGet(One, OneAsync)
            .Needs(ApiScope.Finance)
            .Produces<InvoiceDetailJson>()
            .WithSummary("Get one invoice with its lines, and the comparison with the closed bill with the cause of each difference.");
        api.MapPost(All, PostAsync)
            .Needs(ApiScope.FinanceWrite)
            .Takes(
                platform,
                QueryField.Word("dryRun", "CSV only: false applies the preview. true (default) only shows what would change.", _switch),
                new QueryField("preview", "CSV with dryRun=false: the preview ID from the dry run. Changes since then are refused.")
            )
            .WithMetadata(new TakesBody(InvoiceBody.Fields))
            .Accepts<InvoicePostJson>("application/json", Csv)
            .Produces<InvoiceSavedJson>()
            .Produces<InvoiceSavedJson>(StatusCodes.Status201Created)
            .WithSummary(
                "Upload one invoice as JSON, or a CSV file of invoices with a dry run first. The same number with other content is a "
                    + $"correction. Columns: {ImportInvoices.Columns}."
            );
        return api;
    }

    private static async Task<IResult> ListAsync(HttpContext context, InvoiceList list)
    {
        var call = await ApiCall.OfAsync(context);
        return PageOf<InvoiceJson>.Answer(
            await list.RunAsync(
                call.Viewer,
                call.Query.Text("platform"),
                new Page(call.Query.Number(QueryField.Page, 1), call.Query.Number(QueryField.PageSize, Page.DefaultSize)),
                call.Aborted
            ),
            InvoiceJson.Of
        );
    }

    private static async Task<IResult> OneAsync(HttpContext context, string id, ReadInvoice read)
    {
        if (ApiCall.Unreadable(id, out var value) is { } unreadable)
        {
            return unreadable;
        }

        var call = await ApiCall.OfAsync(context);
        var view = await read.RunAsync(call.Viewer, new InvoiceId(value), call.Aborted);
        return view.Refusal is { } refusal ? ProblemAnswer.Of(refusal) : Results.Ok(InvoiceDetailJson.Of(view.Value));
    }

    private static async Task<IResult> PostAsync(HttpContext context, SaveInvoice save, ImportInvoices import)
    {
        var (bytes, problem) = await RequestBody.ReadAsync(context, InvoiceBody.MostBytes);
        if (problem is not null)
        {
            return problem;
        }

        var call = await ApiCall.OfAsync(context);
        if (context.Request.ContentType?.StartsWith(Csv, StringComparison.OrdinalIgnoreCase) == true)
        {
            return await FileAsync(call, bytes, import);
        }

        var (entry, wrong) = InvoiceBody.Read(bytes);
        if (entry is null)
        {
            return wrong!;
        }

        var saved = await save.RunAsync(call.Viewer, call.PlatformOrFirst, entry, call.Aborted);
        if (saved.Refusal is { } refusal)
        {
            return ProblemAnswer.Of(refusal);
        }

        var answer = new InvoiceSavedJson(saved.Value.Id.Value, ApiWords.Of(saved.Value.Outcome), saved.Value.Notes);
        return saved.Value.Outcome == InvoiceOutcome.Same
            ? Results.Ok(answer)
            : Results.Created($"{ApiRoutes.Prefix}/v1{All}/{answer.Id}", answer);
    }

    private static async Task<IResult> FileAsync(ApiCall call, ReadOnlyMemory<byte> file, ImportInvoices import)
    {
        var apply = call.Query.Text("dryRun") is { } dryRun && dryRun != Yes;
        var preview = call.Query.Text("preview");
        if (apply && preview is null)
        {
            return ProblemAnswer.Invalid(
                "preview",
                "preview is missing: run it once without dryRun=false, then send the preview ID from the answer."
            );
        }

        var report = await import.RunAsync(call.Viewer, call.PlatformOrFirst, file, apply ? preview : null, call.Aborted);
        return report.Refusal is { } refusal ? ProblemAnswer.Of(refusal) : Results.Ok(InvoiceImportJson.Of(report.Value));
    }
}
