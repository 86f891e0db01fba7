using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Exemptions;

/// <summary>What an import would do, or did.</summary>
/// <param name="DryRun">Nothing was written.</param>
/// <param name="Preview">Names exactly this: send it back with <c>dryRun=false</c> to apply it.</param>
internal sealed record ImportJson(
    bool DryRun,
    string Preview,
    int New,
    int Changed,
    int Same,
    int Errors,
    IReadOnlyList<ImportLineJson> Lines
)
{
    public static ImportJson Of(ImportReport report) =>
        new(
            !report.Applied,
            report.Preview,
            report.Count(ImportOutcome.New),
            report.Count(ImportOutcome.Changed),
            report.Count(ImportOutcome.Same),
            report.Count(ImportOutcome.Error),
            [
                .. report.Lines.Select(line => new ImportLineJson(
                    line.Line,
                    ApiWords.Of(line.Outcome),
                    line.VendorId,
                    line.Name,
                    line.Tag,
                    line.From,
                    line.To,
                    line.Message.Length > 0 ? line.Message : null
                )),
            ]
        );
}

/// <param name="Line">Of the file, from 1.</param>
/// <param name="User">The vendor's id; null when the line names no one.</param>
/// <param name="Error">What is wrong and how to fix it.</param>
internal sealed record ImportLineJson(
    int Line,
    string Outcome,
    string? User,
    string? Name,
    string? Tag,
    DateOnly? From,
    DateOnly? To,
    string? Error
);

/// <summary><c>POST /exemptions/import</c>: a CSV file as the body. A dry run by default.</summary>
internal static class ExemptionImport
{
    private const string Yes = "true";
    private static readonly string[] _switch = [Yes, "false"];

    public static IEndpointRouteBuilder MapExemptionImport(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapPost("/exemptions/import", RunAsync)
            .Needs(ApiScope.Operate)
            .Takes(
                platform,
                QueryField.Word("dryRun", "false applies the preview. true (default) only shows what would change.", _switch),
                new QueryField("preview", "With dryRun=false: the preview ID from the dry run. Changes since then are refused."),
                QueryField.Word(
                    "skipErrors",
                    "With dryRun=false: true skips lines with errors. Otherwise one error refuses the file.",
                    _switch
                )
            )
            .WithMetadata(new TakesBody([]))
            .Accepts<string>("text/csv")
            .Produces<ImportJson>()
            .WithSummary(
                "Import exemptions from a CSV file with the columns user, email, or employee id; tag; from, to, "
                    + "why, fallback control, approver."
            );
        return api;
    }

    private static async Task<IResult> RunAsync(HttpContext context, ImportExemptions import)
    {
        var (file, problem) = await RequestBody.ReadAsync(context, ImportExemptions.MostBytes);
        if (problem is not null)
        {
            return problem;
        }

        var call = await ApiCall.OfAsync(context);
        var apply = call.Query.Text("dryRun") is { } dryRun && dryRun != Yes;
        if (apply && call.Query.Text("preview") is null)
        {
            return ProblemAnswer.Invalid(
                "preview",
                "preview is missing: run it once without dryRun=false, then send the preview ID from the answer."
            );
        }

        var order = apply ? new ImportOrder(call.Query.Text("preview"), call.Query.Text("skipErrors") == Yes) : null;
        var report = await import.RunAsync(call.Viewer, call.PlatformOrFirst, file, order, call.Aborted);
        return report.Refusal is { } refusal ? ProblemAnswer.Of(refusal) : Results.Ok(ImportJson.Of(report.Value));
    }
}
