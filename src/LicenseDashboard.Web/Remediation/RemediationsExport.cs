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
            async (HttpContext context, CurrentViewer viewers, RemediationList list, [AsParameters] RemediationsAddress address) =>
            {
                var ct = context.RequestAborted;
                var viewer = await viewers.ForAsync(context.User, ct);
                var (query, _) = RemediationsQuery.Read(address with { Page = null });
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
                        "Monthly saving (list)",
                        "Currency",
                        "Status",
                        "Instruction or result",
                        "Error",
                        "Approved by",
                        "Approved at (UTC)",
                        "Verified at (UTC)",
                        "Next try at (UTC)",
                        "Overdue",
                        "Recalled at (UTC)",
                        "Restored by",
                        "Restored at (UTC)",
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
                            ExportCell.Money(row.ListMonthlySaving),
                            row.ListMonthlySaving.Currency,
                            RemediationWords.Of(row.Status),
                            RemediationText.Story(row),
                            row.MayReadDetails ? row.Error : VendorWords.OfChange(row.Error),
                            row.ApprovedByName,
                            ExportCell.Instant(row.CreatedAt),
                            ExportCell.Instant(row.VerifiedAt),
                            ExportCell.Instant(row.NextTryAt),
                            row.Overdue ? "yes" : "no",
                            ExportCell.Instant(row.RecalledAt),
                            row.RestoredByName,
                            ExportCell.Instant(row.RestoredAt),
                        ];
                    }
                }
            }
        );
}
