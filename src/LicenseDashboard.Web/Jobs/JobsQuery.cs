using LicenseDashboard.Web.Layout;

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
    public static JobsQuery First { get; } = new(JobsTab.Jobs, null, null, 1, 1);

    /// <summary>Invalid parameters are ignored and reported, so that an old or mistyped link still opens the page.</summary>
    /// <param name="jobs">Names of existing jobs.</param>
    public static (JobsQuery Query, IReadOnlyList<string> NotUnderstood) Read(
        IReadOnlyList<string> jobs,
        string? tab,
        string? platform,
        string? job,
        string? page,
        string? imports
    )
    {
        List<string> unknown = [];
        var known = Blank(job) is { } name && jobs.Contains(name) ? name : null;
        if (known is null && !string.IsNullOrWhiteSpace(job))
        {
            unknown.Add($"job '{job}'");
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

        return (new JobsQuery(shown ?? JobsTab.Jobs, Blank(platform), known, runsPage, importsPage), unknown);
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
            ["page"] = Page == 1 ? null : Page,
            ["imports"] = Imports == 1 ? null : Imports,
        };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
