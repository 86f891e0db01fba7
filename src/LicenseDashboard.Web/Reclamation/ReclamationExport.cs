using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Recommendations;

namespace LicenseDashboard.Web.Reclamation;

/// <summary>All rows of the filter in the page's address, as a file.</summary>
internal static class ReclamationExport
{
    public const string Path = Name + ExportFile.Csv;

    private const string Name = "export/reclamations";

    private static readonly SignOfLife[] _signs = Enum.GetValues<SignOfLife>();

    public static void MapReclamationExport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapExport(
            Name,
            async (
                HttpContext context,
                CurrentViewer viewers,
                ReclamationList list,
                NeverSeenList never,
                TimeProvider clock,
                string? tab,
                string? step,
                string? outcome,
                string? text,
                string? division,
                string? tier,
                string? sort,
                string? platform,
                string? manager,
                string? cash
            ) =>
            {
                var ct = context.RequestAborted;
                var viewer = await viewers.ForAsync(context.User, ct);
                var (query, _) = ReclamationQuery.Read(tab, step, outcome, text, division, tier, sort, page: null, platform, manager, cash);
                if (query.IsNeverSeen)
                {
                    return (await never.RunAsync(viewer, query.NeverSeenFilter, new Page(1, 1), ct)).Refusal is null
                        ? ExportFile.Of(
                            context,
                            "never-seen",
                            ["Name", "Email", "Manager", "Division", "Tier", "License known since"],
                            Unseen()
                        )
                        : LocalAddress.Redirect("/reclamation", context);
                }

                var filter = query.FilterAt(clock.GetUtcNow().UtcDateTime);
                if ((await list.RunAsync(viewer, filter, new Page(1, 1), ct)).Refusal is not null)
                {
                    return LocalAddress.Redirect("/reclamation", context); // the page says what is wrong
                }

                return ExportFile.Of(
                    context,
                    "reclamations",
                    [
                        "Name",
                        "Email",
                        "Manager",
                        "Division",
                        "Tier",
                        "Monthly Savings (list)",
                        "Currency",
                        .. CashCells.Titles,
                        "Last seen",
                        "Days inactive",
                        .. _signs.Select(sign => "Last " + SignWords.Of(sign)),
                        "Tab",
                        "Note",
                        "Step",
                        "Found on",
                        "Due on",
                        "Status",
                        "Outcome",
                        "What happened",
                        "Decided by",
                    ],
                    Lines()
                );

                async IAsyncEnumerable<ExportCell[]> Unseen()
                {
                    await foreach (var row in never.ExportAsync(viewer, query.NeverSeenFilter, ct))
                    {
                        yield return
                        [
                            row.Name,
                            row.Email,
                            row.Manager,
                            row.Division,
                            SkuWords.Names(row.Held),
                            ExportCell.Day(row.HeldSince),
                        ];
                    }
                }

                async IAsyncEnumerable<ExportCell[]> Lines()
                {
                    await foreach (var row in list.ExportAsync(viewer, filter, ct))
                    {
                        yield return
                        [
                            row.Name,
                            row.Email,
                            row.Manager,
                            row.Division,
                            SkuWords.Names(row.CurrentSkus),
                            ExportCell.Money(row.ListMonthlySaving),
                            row.ListMonthlySaving.Currency,
                            .. CashCells.Of(row.Cash, row.CashNote),
                            ExportCell.Day(row.LastSeenOn, "unknown"),
                            ExportCell.Number(row.DaysInactive, "unknown"),
                            .. _signs.Select(sign =>
                                ExportCell.Day(
                                    row.Seen.Where(each => each.Sign == sign).Select(each => (DateOnly?)each.On).FirstOrDefault(),
                                    "unknown"
                                )
                            ),
                            row.Lane.ToString(),
                            row.LaneNote,
                            row.Step?.ToString(),
                            ExportCell.Day(row.FoundOn),
                            ExportCell.Day(row.DueOn),
                            row.Status.ToString(),
                            row.Outcome is { } became ? ReclamationWords.Of(became).Text : "",
                            row.Outcome is null ? "" : ReclamationWords.Story(row),
                            row.DecidedByName,
                        ];
                    }
                }
            }
        );
}
