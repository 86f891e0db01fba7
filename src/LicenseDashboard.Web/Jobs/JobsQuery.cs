using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Jobs;

public enum JobsTab
{
    Jobs,
    History,
    Imports,
}

/// <summary>The state of the Jobs page as in its address.</summary>
/// <param name="Tab">What is shown: the jobs, or one of the lists.</param>
/// <param name="Job">Limits the history to this job.</param>
/// <param name="Page">Page of the history.</param>
/// <param name="Imports">Page of the imports.</param>
public sealed record JobsQuery(JobsTab Tab, string? Platform, string? Job, int Page, int Imports)
{
    /// <summary>One of <see cref="RunSort.Fields"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = RunSort.Default;

    /// <summary>One of <see cref="ImportList.Sorts"/>, with a leading <c>-</c> for descending.</summary>
    public string ImportSort { get; init; } = ImportList.DefaultSort;

    public static JobsQuery First { get; } = new(JobsTab.Jobs, null, null, 1, 1);

    /// <summary>Invalid parameters are ignored and reported, so that an old or mistyped link still opens the page.</summary>
    /// <param name="jobs">Names of existing jobs.</param>
    public static (JobsQuery Query, IReadOnlyList<string> NotUnderstood) Read(
        IReadOnlyList<string> jobs,
        string? tab,
        string? platform,
        string? job,
        string? page,
        string? imports,
        string? sort = null,
        string? importSort = null,
        string? run = null
    )
    {
        List<string> unknown = [];
        var known = Blank(job) is { } name && jobs.Contains(name) ? name : null;
        if (known is null && !string.IsNullOrWhiteSpace(job))
        {
            unknown.Add($"job '{job}'");
        }

        if (Blank(run) is { } asked && !jobs.Contains(asked))
        {
            unknown.Add($"run '{asked}'");
        }

        var (runsPage, importsPage) = (PageInAddress.Of(page, unknown), PageInAddress.Of(imports, unknown, "imports"));
        JobsTab? shown = Blank(tab) switch
        {
            // Links from before there were tabs name a page only.
            null when runsPage > 1 => JobsTab.History,
            null when importsPage > 1 => JobsTab.Imports,
            null or "jobs" => JobsTab.Jobs,
            "history" => JobsTab.History,
            "imports" => JobsTab.Imports,
            _ => null,
        };
        if (shown is null)
        {
            unknown.Add($"tab '{tab}'");
        }

        return (
            new JobsQuery(shown ?? JobsTab.Jobs, Blank(platform), known, runsPage, importsPage)
            {
                Sort = SortText.Of(sort, RunSort.IsKnown, RunSort.Default, unknown),
                ImportSort = SortText.Of(importSort, ImportList.IsSort, ImportList.DefaultSort, unknown),
            },
            unknown
        );
    }

    public Dictionary<string, object?> ToAddress() =>
        new()
        {
            ["tab"] = Tab switch
            {
                JobsTab.Jobs => null,
                JobsTab.History => "history",
                JobsTab.Imports => "imports",
            },
            ["job"] = Job,
            ["sort"] = Sort == RunSort.Default ? null : Sort,
            ["page"] = Page == 1 ? null : Page,
            ["importSort"] = ImportSort == ImportList.DefaultSort ? null : ImportSort,
            ["imports"] = Imports == 1 ? null : Imports,
        };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
