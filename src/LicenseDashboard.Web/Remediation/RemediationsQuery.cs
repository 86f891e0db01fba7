using System.Globalization;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Remediation;

/// <summary>One tab: states that mean the same to a reader.</summary>
/// <param name="Key">As in the address; null means all.</param>
internal sealed record RemediationsTab(string? Key, string Title, RemediationGroup? Group);

/// <summary>The state of the Remediations page as in its address. The CSV export uses the same.</summary>
internal sealed record RemediationsQuery(RemediationsTab Tab, string? Text, string? Platform, int Page)
{
    public static readonly ReadingList List = new("remediations", Rows: 25);
    private const string DayFormat = "yyyy-MM-dd";
    private const string RightSizing = "right-sizing";
    private const string Reclaim = "reclaim";

    public static IReadOnlyList<RemediationsTab> Tabs { get; } =
    [
        new(null, "All", null),
        new("under-way", "Under way", RemediationGroup.UnderWay),
        new("handed-over", "By hand", RemediationGroup.ByHand),
        new("overdue", "Overdue", RemediationGroup.Overdue),
        new("failed", "Failed", RemediationGroup.Failed),
        new("verified", "Verified", RemediationGroup.Verified),
        new("ended", "Ended", RemediationGroup.Ended),
    ];

    public static RemediationsQuery First { get; } = new(Tabs[0], null, null, 1);

    /// <summary>Only changes verified since this day (UTC).</summary>
    public DateOnly? Since { get; init; }

    /// <summary>True for reclaimed seats only, false for right-sizing only, null for both.</summary>
    public bool? Reclaims { get; init; }

    /// <summary>One of <see cref="RemediationList.Sorts"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = RemediationList.DefaultSort;

    public bool IsNarrowed => Text is not null || Since is not null || Tab.Key is not null || Reclaims is not null;

    public RemediationFilter Filter =>
        new()
        {
            Platform = Platform,
            Group = Tab.Group,
            Text = Text,
            Sort = Sort,
            Reclaims = Reclaims,
            VerifiedSince = Since?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        };

    /// <summary>Invalid parameters are ignored and reported, so that an old or mistyped link still opens the page.</summary>
    public static (RemediationsQuery Query, IReadOnlyList<string> NotUnderstood) Read(
        string? status,
        string? text,
        string? platform,
        string? page,
        string? since = null,
        string? kind = null,
        string? sort = null
    )
    {
        List<string> unknown = [];
        var tab = string.IsNullOrEmpty(status) ? Tabs[0] : Tabs.FirstOrDefault(each => each.Key == status) ?? OfStatus(status);
        if (tab is null)
        {
            unknown.Add($"status '{status}'");
        }

        DateOnly? from = DateOnly.TryParseExact(since, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
        if (from is null && !string.IsNullOrEmpty(since))
        {
            unknown.Add($"since '{since}', which is not a date such as 2026-11-20");
        }

        bool? reclaims = kind switch
        {
            RightSizing => false,
            Reclaim => true,
            _ => null,
        };
        if (reclaims is null && !string.IsNullOrEmpty(kind))
        {
            unknown.Add($"kind '{kind}'");
        }

        return (
            new RemediationsQuery(tab ?? Tabs[0], Blank(text), Blank(platform), PageInAddress.Of(page, unknown))
            {
                Since = from,
                Reclaims = reclaims,
                Sort = SortText.Of(sort, RemediationList.IsSort, RemediationList.DefaultSort, unknown),
            },
            unknown
        );
    }

    public Dictionary<string, object?> ToAddress() =>
        new()
        {
            ["status"] = Tab.Key,
            ["text"] = Text,
            ["since"] = Since?.ToString(DayFormat, CultureInfo.InvariantCulture),
            ["kind"] = Reclaims switch
            {
                false => RightSizing,
                true => Reclaim,
                null => null,
            },
            ["sort"] = Sort == RemediationList.DefaultSort ? null : Sort,
            ["page"] = Page == 1 ? null : Page,
        };

    /// <summary>The tab that contains a status in the spelling of REST and audit.</summary>
    private static RemediationsTab? OfStatus(string word) =>
        RemediationWords.Parse(word) is not { } status ? null : Tabs.First(tab => tab.Group == GroupOf(status));

    private static RemediationGroup GroupOf(RemediationStatus status) =>
        status switch
        {
            RemediationStatus.Planned or RemediationStatus.Executing or RemediationStatus.Restoring => RemediationGroup.UnderWay,
            RemediationStatus.HandedOver or RemediationStatus.Recalled => RemediationGroup.ByHand,
            RemediationStatus.Failed => RemediationGroup.Failed,
            RemediationStatus.Verified => RemediationGroup.Verified,
            RemediationStatus.Cancelled or RemediationStatus.Abandoned or RemediationStatus.Restored => RemediationGroup.Ended,
        };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
