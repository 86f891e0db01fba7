using LicenseDashboard.Web.Layout;

namespace LicenseDashboard.Web.Jobs;

/// <summary>The state of the Jobs page as in its address.</summary>
/// <param name="Job">Limits the history to this job.</param>
/// <param name="Page">Page of the history.</param>
/// <param name="Imports">Page of the imports.</param>
public sealed record JobsQuery(string? Platform, string? Job, int Page, int Imports)
{
    public static JobsQuery First { get; } = new(null, null, 1, 1);

    /// <summary>Invalid parameters are ignored and reported, so that an old or mistyped link still opens the page.</summary>
    /// <param name="jobs">Names of existing jobs.</param>
    public static (JobsQuery Query, IReadOnlyList<string> NotUnderstood) Read(
        IReadOnlyList<string> jobs,
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

        return (
            new JobsQuery(Blank(platform), known, PageInAddress.Of(page, unknown), PageInAddress.Of(imports, unknown, "imports")),
            unknown
        );
    }

    public Dictionary<string, object?> ToAddress() =>
        new()
        {
            ["job"] = Job,
            ["page"] = Page == 1 ? null : Page,
            ["imports"] = Imports == 1 ? null : Imports,
        };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
