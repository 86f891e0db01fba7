using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Platforms;

namespace LicenseDashboard.Web.Remediation;

/// <summary>The rows of the page as a file, for people who work through the instructions.</summary>
internal static class RemediationsExport
{
    public const string Path = Name + ExportFile.Csv;

    private const string Name = "export/remediations";

    public static void MapRemediationsExport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapExport(
            Name,
            async (
                HttpContext context,
                CurrentViewer viewers,
                RemediationList list,
                string? status,
                string? text,
                string? since,
                string? kind,
                string? sort,
                string? platform
            ) =>
            {
                var ct = context.RequestAborted;
                var viewer = await viewers.ForAsync(context.User, ct);
                var (query, _) = RemediationsQuery.Read(status, text, platform, page: null, since, kind, sort);
                if ((await list.RunAsync(viewer, query.Filter, new Page(1, 1), ct)).Refusal is not null)
                {
                    return LocalAddress.Redirect("/remediations", context); // the page says what is wrong
                }

                return ExportFile.Of(
                    context,
                    "remediations",
                    [
                        "Name",
                        "Email",
                        "Genesys Cloud ID",
                        "From",
                        "To",
                        "Status",
                        "Instruction or result",
                        "Error",
                        "Approved at (UTC)",
                        "Verified at (UTC)",
                        "Overdue",
                        "Recalled at (UTC)",
                    ],
                    Lines()
                );

                async IAsyncEnumerable<ExportCell[]> Lines()
                {
                    await foreach (var row in list.ExportAsync(viewer, query.Filter, ct))
                    {
                        yield return
                        [
                            row.Name,
                            row.Email,
                            row.VendorId,
                            SkuWords.Names(row.From),
                            SkuWords.Names(row.To),
                            RemediationWords.Of(row.Status),
                            RemediationText.Story(row),
                            row.MayReadDetails ? row.Error : VendorWords.Of(row.Error),
                            ExportCell.Instant(row.CreatedAt),
                            ExportCell.Instant(row.VerifiedAt),
                            row.Overdue ? "yes" : "no",
                            ExportCell.Instant(row.RecalledAt),
                        ];
                    }
                }
            }
        );
}
