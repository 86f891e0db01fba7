using System.Globalization;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Remediation;

/// <summary>The rows of the page as a file: what a person who works through the instructions takes along.</summary>
internal static class RemediationsExport
{
    public const string Path = "export/remediations.csv";

    public static void MapRemediationsExport(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, async (
        HttpContext context, CurrentViewer viewers, RemediationList list, string? status, string? text, string? since, string? kind, string? platform) =>
    {
        var ct = context.RequestAborted;
        var viewer = await viewers.ForAsync(context.User, ct);
        var (query, _) = RemediationsQuery.Read(status, text, platform, page: null, since, kind);
        if ((await list.RunAsync(viewer, query.Filter, new Page(1, 1), ct)).Refusal is not null)
        {
            return Results.LocalRedirect("/remediations" + context.Request.QueryString); // the page says what is wrong
        }

        return CsvFile.Of(
            "remediations.csv",
            [
                "Name", "Mail", "Vendor id", "From", "To", "Status", "Instruction or what happened", "Error", "Approved at (UTC)",
                "Verified at (UTC)", "Overdue", "Recalled at (UTC)",
            ],
            Lines());

        async IAsyncEnumerable<string[]> Lines()
        {
            await foreach (var row in list.ExportAsync(viewer, query.Filter, ct))
            {
                yield return
                [
                    row.Name, row.Email ?? "", row.VendorId, SkuWords.Names(row.From), SkuWords.Names(row.To), RemediationWords.Of(row.Status), RemediationText.Story(row), row.Error,
                    Instant(row.CreatedAt), Instant(row.VerifiedAt), row.Overdue ? "yes" : "no", Instant(row.RecalledAt),
                ];
            }
        }
    }).RequireAuthorization().ExcludeFromDescription();

    private static string Instant(DateTime? at) => at?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}
