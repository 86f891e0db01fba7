using System.Globalization;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Remediation;

/// <summary>One stage: states that mean the same to a reader.</summary>
/// <param name="Key">As in the address; null means all.</param>
public sealed record RemediationsTab(string? Key, string Title, RemediationGroup? Group);

/// <summary>The parameters of the page's address as typed.</summary>
public sealed record RemediationsAddress(
    string? Status = null,
    string? Text = null,
    string? Platform = null,
    string? Page = null,
    string? Since = null,
    string? Kind = null,
    string? Approver = null,
    string? From = null,
    string? To = null,
    string? Row = null,
    string? Sort = null
);

/// <summary>The state of the Remediations page as in its address. The CSV export uses the same.</summary>
public sealed record RemediationsQuery(RemediationsTab Tab, string? Text, string? Platform, int Page)
{
    public static readonly ReadingList List = new("remediations", Rows: 25);
    public const string RightSizing = "right-sizing";
    public const string Reclaim = "reclaim";
    private const string DayFormat = "yyyy-MM-dd";

    public static IReadOnlyList<RemediationsTab> Tabs { get; } =
    [
        new(null, "Approved", null),
        new("under-way", "Under way", RemediationGroup.UnderWay),
        new("verified", DowngradeWords.Verified, RemediationGroup.Verified),
        new("handed-over", DowngradeWords.ByHand, RemediationGroup.ByHand),
        new("overdue", "Overdue", RemediationGroup.Overdue),
        new("failed", "Failed", RemediationGroup.Failed),
        new("restored", "Restored", RemediationGroup.Restored),
        new("ended", "Not changed", RemediationGroup.Ended),
    ];

    public static RemediationsQuery First { get; } = new(Tabs[0], null, null, 1);

    /// <summary>Only changes verified since this day (UTC).</summary>
    public DateOnly? Since { get; init; }

    /// <summary>True for reclaimed seats only, false for right-sizing only, null for both.</summary>
    public bool? Reclaims { get; init; }

    /// <summary>One of <see cref="RemediationList.Sorts"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = RemediationList.DefaultSort;

    /// <summary>The approver's name.</summary>
    public string? Approver { get; init; }

    /// <summary>First day of the approval, in the platform's calendar.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the approval, inclusive.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only the changes of this recommendation.</summary>
    public Guid? Row { get; init; }

    public bool IsNarrowed => Text is not null || Since is not null || Tab.Key is not null || Row is not null || InForce > 0;

    /// <summary>How many filters beside the search are in force.</summary>
    public int InForce => (Reclaims is null ? 0 : 1) + (Approver is null ? 0 : 1) + (From is null ? 0 : 1) + (To is null ? 0 : 1);

    public RemediationFilter Filter =>
        new()
        {
            Platform = Platform,
            Group = Tab.Group,
            Text = Text,
            Sort = Sort,
            Reclaims = Reclaims,
            Approver = Approver,
            From = From,
            To = To,
            Recommendation = Row is { } id ? new RecommendationId(id) : null,
            VerifiedSince = Since?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        };

    /// <summary>The same stage without filters.</summary>
    public RemediationsQuery Cleared => First with { Tab = Tab, Platform = Platform };

    /// <summary>Invalid parameters are ignored and reported, so that an old or mistyped link still opens the page.</summary>
    public static (RemediationsQuery Query, IReadOnlyList<string> NotUnderstood) Read(RemediationsAddress address)
    {
        List<string> unknown = [];
        var tab = string.IsNullOrEmpty(address.Status)
            ? Tabs[0]
            : Tabs.FirstOrDefault(each => each.Key == address.Status) ?? OfStatus(address.Status);
        if (tab is null)
        {
            unknown.Add($"status '{address.Status}'");
        }

        bool? reclaims = address.Kind switch
        {
            RightSizing => false,
            Reclaim => true,
            _ => null,
        };
        if (reclaims is null && !string.IsNullOrEmpty(address.Kind))
        {
            unknown.Add($"kind '{address.Kind}'");
        }

        Guid? row = Guid.TryParse(address.Row, out var id) ? id : null;
        if (row is null && !string.IsNullOrEmpty(address.Row))
        {
            unknown.Add($"row '{address.Row}'");
        }

        var (from, to) = (DayOf("from", address.From), DayOf("to", address.To));
        if (from > to)
        {
            unknown.Add($"to '{address.To}', which is before {address.From}");
            to = null;
        }

        return (
            new RemediationsQuery(tab ?? Tabs[0], Blank(address.Text), Blank(address.Platform), PageInAddress.Of(address.Page, unknown))
            {
                Since = DayOf("since", address.Since),
                Reclaims = reclaims,
                Sort = SortText.Of(address.Sort, RemediationList.IsSort, RemediationList.DefaultSort, unknown),
                Approver = Blank(address.Approver),
                From = from,
                To = to,
                Row = row,
            },
            unknown
        );

        DateOnly? DayOf(string name, string? typed)
        {
            if (
                DateOnly.TryParseExact(typed, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.Year is >= 2000 and < 2200
            )
            {
                return day;
            }

            if (!string.IsNullOrEmpty(typed))
            {
                unknown.Add($"{name} '{typed}', which is not a date such as 2026-11-20");
            }

            return null;
        }
    }

    public Dictionary<string, object?> ToAddress() =>
        new()
        {
            ["status"] = Tab.Key,
            ["text"] = Text,
            ["since"] = Word(Since),
            ["kind"] = Reclaims switch
            {
                false => RightSizing,
                true => Reclaim,
                null => null,
            },
            ["sort"] = Sort == RemediationList.DefaultSort ? null : Sort,
            ["approver"] = Approver,
            ["from"] = Word(From),
            ["to"] = Word(To),
            ["row"] = Row?.ToString(),
            ["page"] = Page == 1 ? null : Page,
        };

    private static string? Word(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>The stage that contains a status in the spelling of REST and audit.</summary>
    private static RemediationsTab? OfStatus(string word) =>
        RemediationWords.Parse(word) is not { } status ? null : Tabs.First(tab => tab.Group == GroupOf(status));

    private static RemediationGroup GroupOf(RemediationStatus status) =>
        status switch
        {
            RemediationStatus.Planned or RemediationStatus.Executing or RemediationStatus.Restoring => RemediationGroup.UnderWay,
            RemediationStatus.HandedOver or RemediationStatus.Recalled => RemediationGroup.ByHand,
            RemediationStatus.Failed => RemediationGroup.Failed,
            RemediationStatus.Verified => RemediationGroup.Verified,
            RemediationStatus.Restored => RemediationGroup.Restored,
            RemediationStatus.Cancelled or RemediationStatus.Abandoned => RemediationGroup.Ended,
        };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
