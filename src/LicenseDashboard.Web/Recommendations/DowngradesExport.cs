using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>All rows of the filter in the page's address, as a file, so that it contains what the page shows.</summary>
internal static class DowngradesExport
{
    public const string Path = Name + ExportFile.Csv;

    public const string Book = Name + ExportFile.Workbook;

    private const string Name = "export/downgrades";

    public static void MapDowngradesExport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapExport(
            Name,
            async (
                HttpContext context,
                CurrentViewer viewers,
                RecommendationList list,
                RecommendationLosses losses,
                [AsParameters] DowngradesAddress address
            ) =>
            {
                var ct = context.RequestAborted;
                var viewer = await viewers.ForAsync(context.User, ct);
                var (query, _) = DowngradesQuery.Read(address with { Page = null });
                if ((await list.RunAsync(viewer, query.Filter, new Page(1, 1), ct)).Refusal is not null)
                {
                    return LocalAddress.Redirect("/downgrades", context); // the page says what is wrong
                }

                return ExportFile.Of(
                    context,
                    "downgrades",
                    [
                        "Agent Name",
                        "Email",
                        "Manager",
                        "Division",
                        "Current Tier",
                        "Recommended Tier",
                        "Reason",
                        "Monthly Savings (list)",
                        "Currency",
                        .. CashCells.Titles,
                        "Tab",
                        "Note",
                        "Status",
                        "Found on",
                        "Decided by",
                        "Decided at (UTC)",
                        "Justification",
                        "Restored by",
                        "Restored at (UTC)",
                        "Features given up",
                        "Permissions lost",
                        "Nearest change (not proposed)",
                        "Permissions it would remove",
                    ],
                    Lines()
                );

                async IAsyncEnumerable<ExportCell[]> Lines()
                {
                    await foreach (var some in list.ExportAsync(viewer, query.Filter, ct).Chunk(Page.MaxSize).WithCancellation(ct))
                    {
                        var lost = await losses.RunAsync(viewer, [.. some.Select(row => row.Id)], ct);
                        foreach (var row in some)
                        {
                            yield return Line(row, lost.GetValueOrDefault(row.Id));
                        }
                    }
                }
            }
        );

    private static ExportCell[] Line(RecommendationRow row, Losses? losses) =>
        [
            row.Name,
            row.Email,
            row.Manager,
            row.Division,
            SkuWords.Names(row.CurrentSkus),
            SkuWords.Names(row.RecommendedSkus),
            row.Reason,
            ExportCell.Money(row.ListMonthlySaving),
            row.ListMonthlySaving.Currency,
            .. CashCells.Of(row.Cash, row.CashNote),
            row.Lane.ToString(),
            row.LaneNote,
            row.Status.ToString(),
            ExportCell.Day(row.FoundOn),
            row.DecidedByName,
            ExportCell.Instant(row.DecidedAt),
            row.Justification,
            row.RestoredByName,
            ExportCell.Instant(row.RestoredAt),
            losses is null ? "" : string.Join("; ", losses.GivenUp.Select(FeatureWords.Title)),
            LossWords.Line(losses?.Lost ?? []),
            losses is null ? "" : string.Join(' ', losses.NearestPlanInWords),
            LossWords.Line(losses?.NearestLost ?? []),
        ];
}
