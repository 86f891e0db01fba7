using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Remediation;

/// <summary>One tab: a status, or those that mean the same to a reader.</summary>
/// <param name="Key">As the address says it; null = all.</param>
public sealed record RemediationsTab(string? Key, string Title, IReadOnlyList<RemediationStatus> Statuses);

/// <summary>What the Remediations page shows, as its address says it. The CSV takes the same.</summary>
public sealed record RemediationsQuery(RemediationsTab Tab, string? Text, string? Platform, int Page)
{
    public const int PageSize = 25;

    public static IReadOnlyList<RemediationsTab> Tabs { get; } =
    [
        new(null, "All", []),
        new("under-way", "Under way", [RemediationStatus.Planned, RemediationStatus.Executing, RemediationStatus.Restoring]),
        new("handed-over", "By hand", [RemediationStatus.HandedOver]),
        new("failed", "Failed", [RemediationStatus.Failed]),
        new("verified", "Verified", [RemediationStatus.Verified]),
        new("ended", "Ended", [RemediationStatus.Cancelled, RemediationStatus.Abandoned, RemediationStatus.Restored]),
    ];

    public static RemediationsQuery First { get; } = new(Tabs[0], null, null, 1);

    public bool IsNarrowed => Text is not null || Tab.Key is not null;

    public RemediationFilter Filter => new() { Platform = Platform, Statuses = Tab.Statuses, Text = Text };

    public Page PageOfList => new(Page, PageSize);

    /// <summary>What can't be understood is left out and named, so that an old or mistyped link still opens the page.</summary>
    public static (RemediationsQuery Query, IReadOnlyList<string> NotUnderstood) Read(string? status, string? text, string? platform, int? page)
    {
        List<string> unknown = [];
        var tab = string.IsNullOrEmpty(status) ? Tabs[0] : Tabs.FirstOrDefault(each => each.Key == status) ?? OfStatus(status);
        if (tab is null)
        {
            unknown.Add($"status '{status}'");
        }

        if (page is < 1)
        {
            unknown.Add($"page {page}");
        }

        return (new RemediationsQuery(tab ?? Tabs[0], Blank(text), Blank(platform), page is > 0 ? page.Value : 1), unknown);
    }

    public Dictionary<string, object?> ToAddress() => new() { ["status"] = Tab.Key, ["text"] = Text, ["page"] = Page == 1 ? null : Page };

    /// <summary>A status as REST and audit spell it leads to the tab that holds it.</summary>
    private static RemediationsTab? OfStatus(string word) => RemediationWords.Parse(word) is { } status ? Tabs.First(tab => tab.Statuses.Contains(status)) : null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
