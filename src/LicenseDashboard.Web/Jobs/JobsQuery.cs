namespace LicenseDashboard.Web.Jobs;

/// <summary>What the Jobs page shows, as its address says it.</summary>
/// <param name="Job">History of this one only.</param>
/// <param name="Page">Of the history.</param>
/// <param name="Imports">Page of the imports.</param>
public sealed record JobsQuery(string? Platform, string? Job, int Page, int Imports)
{
    /// <summary>A page that can't be is the first one.</summary>
    public static JobsQuery Read(string? platform, string? job, int? page, int? imports) =>
        new(Blank(platform), Blank(job), page is > 0 ? page.Value : 1, imports is > 0 ? imports.Value : 1);

    public Dictionary<string, object?> ToAddress() => new() { ["job"] = Job, ["page"] = Page == 1 ? null : Page, ["imports"] = Imports == 1 ? null : Imports };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
