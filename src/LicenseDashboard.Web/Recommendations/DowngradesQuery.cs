using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>What the Downgrades page shows, as its address says it. The address is the state: it can be reloaded, shared and gone back to.</summary>
/// <param name="Tab"><c>ready</c>, <c>review</c>, <c>protected</c> or <c>decided</c>.</param>
/// <param name="Sort">A field of the list, <c>-</c> in front for descending.</param>
public sealed record DowngradesQuery(string Tab, string? Text, string? Division, string? Tier, string Sort, int Page)
{
    public const string Decided = "decided";
    private static readonly string[] Tabs = ["ready", "review", "protected", Decided];
    private static readonly string[] ListedTiers = ["communicate", "cloudCX1", "cloudCX2", "cloudCX3"];

    /// <summary>Key of a platform, as the switch in the top bar sets it; null = all.</summary>
    public string? Platform { get; init; }

    public static DowngradesQuery First { get; } = new("ready", null, null, null, RecommendationSort.Default, 1);

    /// <summary>What can't be understood is left out and named, so that an old or mistyped link still opens the page.</summary>
    public static (DowngradesQuery Query, IReadOnlyList<string> NotUnderstood) Read(string? tab, string? text, string? division, string? tier, string? sort, int? page, string? platform = null)
    {
        List<string> unknown = [];
        var query = First with { Text = Blank(text), Division = Blank(division), Platform = Blank(platform) };
        query = tab switch
        {
            null or "" => query,
            _ when Tabs.Contains(tab) => query with { Tab = tab },
            _ => Leave(query, $"tab '{tab}'"),
        };
        query = tier switch
        {
            null or "" => query,
            _ when ListedTiers.Contains(tier) => query with { Tier = tier },
            _ => Leave(query, $"tier '{tier}'"),
        };
        query = sort switch
        {
            null or "" => query,
            _ when RecommendationSort.IsKnown(sort) => query with { Sort = sort },
            _ => Leave(query, $"sort '{sort}'"),
        };
        return (page is null or > 0 ? query with { Page = page ?? 1 } : Leave(query, $"page {page}"), unknown);

        DowngradesQuery Leave(DowngradesQuery kept, string what)
        {
            unknown.Add(what);
            return kept;
        }
    }

    /// <summary>Everything but the tab: what the counts of all tabs are taken over.</summary>
    public RecommendationFilter AllTabs => new()
    {
        Text = Text, Sort = Sort, Platform = Platform,
        Divisions = Division is null ? [] : [Division],
        Tiers = Tier is null ? [] : [Tier],
    };

    public RecommendationFilter Filter => Tab == Decided
        ? AllTabs with
        {
            Statuses = [RecommendationStatus.Approved, RecommendationStatus.Rejected, RecommendationStatus.Done],
            Sort = Sort == RecommendationSort.Default ? "-decidedAt" : Sort,
        }
        : AllTabs with { Statuses = [RecommendationStatus.Open], Lanes = [Enum.Parse<Lane>(Tab, ignoreCase: true)] };

    public Page PageOfList => new(Page, Core.Shared.Page.DefaultSize);

    public bool IsNarrowed => Text is not null || Division is not null || Tier is not null;

    public Dictionary<string, object?> ToAddress() => new()
    {
        ["tab"] = Tab == First.Tab ? null : Tab, ["text"] = Text, ["division"] = Division, ["tier"] = Tier,
        ["sort"] = Sort == First.Sort ? null : Sort, ["page"] = Page == 1 ? null : Page,
    };

    /// <summary>Where a click on a column leads: money and dates start with the largest, words with the first.</summary>
    public DowngradesQuery SortedBy(string field)
    {
        var largestFirst = field is "listMonthlySaving" or "foundOn" or "decidedAt";
        var (natural, other) = largestFirst ? ("-" + field, field) : (field, "-" + field);
        return this with { Sort = Sort == natural ? other : natural, Page = 1 };
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
