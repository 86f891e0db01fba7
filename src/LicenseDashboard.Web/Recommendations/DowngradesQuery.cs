using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>The state of the Downgrades page as in its address, so that it can be reloaded, shared and revisited.</summary>
/// <param name="Tab"><c>ready</c>, <c>review</c>, <c>protected</c> or <c>decided</c>.</param>
/// <param name="Sort">A field of the list, with a leading <c>-</c> for descending.</param>
public sealed record DowngradesQuery(string Tab, string? Text, string? Division, string? Tier, string Sort, int Page)
{
    /// <summary>Rows and columns as the viewer chose them.</summary>
    public static readonly ReadingList List = new("downgrades");

    public const string Decided = "decided";
    private static readonly string[] _tabs = ["ready", "review", "protected", Decided];
    private static readonly string[] _listedTiers = ["communicate", "cloudCX1", "cloudCX2", "cloudCX3"];
    private static readonly RecommendationStatus[] _decidedOnes =
    [
        RecommendationStatus.Approved,
        RecommendationStatus.Rejected,
        RecommendationStatus.Done,
        RecommendationStatus.Restoring,
        RecommendationStatus.Restored,
    ];

    /// <summary>The outcomes of open rows, for the tab of decided rows.</summary>
    public static IReadOnlyList<RecommendationStatus> Statuses { get; } = [.. _decidedOnes, RecommendationStatus.Withdrawn];

    /// <summary>Whether the tab of decided rows lists this status without a filter.</summary>
    public static bool IsDecided(RecommendationStatus status) => _decidedOnes.Contains(status);

    /// <summary>Key of a platform, from the switch in the top bar; null means all.</summary>
    public string? Platform { get; init; }

    /// <summary>The vendor's ID of a manager, for everyone below them. Null means everyone the viewer sees.</summary>
    public string? Manager { get; init; }

    /// <summary>One of <see cref="Statuses"/>, on the tab of decided rows; null means all except withdrawn.</summary>
    public RecommendationStatus? Status { get; init; }

    /// <summary>Rows of one change or one manager stand together under a subtotal; null means no groups.</summary>
    public RecommendationGrouping? GroupBy { get; init; }

    /// <summary>Rows by what they do to bills; null means all.</summary>
    public CashFilter? Cash { get; init; }

    public static DowngradesQuery First { get; } = new("ready", null, null, null, RecommendationSort.Default, 1);

    /// <summary>
    /// Invalid or contradictory parameters are ignored and reported, so that an old or mistyped link still opens the page.
    /// </summary>
    public static (DowngradesQuery Query, IReadOnlyList<string> NotUnderstood) Read(DowngradesAddress address)
    {
        List<string> unknown = [];
        var query = First with
        {
            Text = Blank(address.Text),
            Division = Blank(address.Division),
            Platform = Blank(address.Platform),
            Manager = Blank(address.Manager),
        };
        var status = Statuses
            .Select(each => (RecommendationStatus?)each)
            .FirstOrDefault(each => Word(each!.Value).Equals(address.Status, StringComparison.OrdinalIgnoreCase));
        query = address.Tab switch
        {
            null or "" => query with { Tab = status is null ? query.Tab : Decided },
            _ when _tabs.Contains(address.Tab) => query with { Tab = address.Tab },
            _ => Leave(query, $"tab '{address.Tab}'"),
        };
        query = address.Status switch
        {
            null or "" => query,
            _ when status is null => Leave(query, $"status '{address.Status}'"),
            _ when query.Tab != Decided => Leave(query, $"status '{address.Status}' (the {query.Tab} tab holds open rows only)"),
            _ => query with { Status = status },
        };
        query = address.Tier switch
        {
            null or "" => query,
            _ when _listedTiers.Contains(address.Tier) => query with { Tier = address.Tier },
            _ => Leave(query, $"tier '{address.Tier}'"),
        };
        query = CashWords.Read(address.Cash) switch
        {
            { } cash => query with { Cash = cash },
            null when Blank(address.Cash) is null => query,
            null => Leave(query, $"cash '{address.Cash}'"),
        };
        query = address.Sort switch
        {
            null or "" => query,
            _ when RecommendationSort.IsKnown(address.Sort) => query with { Sort = address.Sort },
            _ => Leave(query, $"sort '{address.Sort}'"),
        };
        query = Grouping(address.Group) switch
        {
            { } by => query with { GroupBy = by },
            null when Blank(address.Group) is null => query,
            null => Leave(query, $"group '{address.Group}'"),
        };
        return (query with { Page = PageInAddress.Of(address.Page, unknown) }, unknown);

        DowngradesQuery Leave(DowngradesQuery kept, string what)
        {
            unknown.Add(what);
            return kept;
        }
    }

    /// <summary>The filter without the tab, for the counts of all tabs.</summary>
    public RecommendationFilter AllTabs =>
        new()
        {
            Text = Text,
            Sort = Sort,
            GroupBy = GroupBy,
            Platform = Platform,
            Manager = Manager,
            Divisions = Division is null ? [] : [Division],
            Tiers = Tier is null ? [] : [Tier],
            Cash = Cash,
        };

    public RecommendationFilter Filter =>
        Tab == Decided
            ? AllTabs with
            {
                Statuses = Status is { } one ? [one] : _decidedOnes,
                Sort = Sort == RecommendationSort.Default ? "-decidedAt" : Sort,
            }
            : AllTabs with
            {
                Statuses = [RecommendationStatus.Open],
                Lanes = [Enum.Parse<Lane>(Tab, ignoreCase: true)],
            };

    public bool IsNarrowed => (Text ?? Division ?? Tier ?? Manager) is not null || Status is not null || Cash is not null;

    /// <summary>The same tab without filters.</summary>
    public DowngradesQuery Cleared =>
        this with
        {
            Text = null,
            Division = null,
            Tier = null,
            Manager = null,
            Status = null,
            Cash = null,
            Page = 1,
        };

    /// <summary>Another tab with the same filters, in its own order, from its first page.</summary>
    public DowngradesQuery On(string tab) => this with { Tab = tab, Status = tab == Decided ? Status : null, Page = 1, Sort = First.Sort };

    public Dictionary<string, object?> ToAddress() =>
        new()
        {
            ["tab"] = Tab == First.Tab ? null : Tab,
            ["text"] = Text,
            ["manager"] = Manager,
            ["division"] = Division,
            ["tier"] = Tier,
            ["cash"] = Cash is { } cash ? CashWords.Word(cash) : null,
            ["status"] = Status is { } one ? Word(one) : null,
            ["sort"] = Sort == First.Sort ? null : Sort,
            ["group"] = GroupBy is { } by ? Word(by) : null,
            ["page"] = Page == 1 ? null : Page,
            ["platform"] = Platform,
        };

    /// <summary>The order after a click on a column: largest amounts and latest dates first, text ascending.</summary>
    public DowngradesQuery SortedBy(string field)
    {
        var largestFirst = field is "listMonthlySaving" or "cashMonthlySaving" or "foundOn" or "decidedAt";
        var (natural, other) = largestFirst ? ("-" + field, field) : (field, "-" + field);
        return this with { Sort = Filter.Sort == natural ? other : natural, Page = 1 };
    }

    /// <summary>Spelling in addresses and the API.</summary>
    public static string Word(RecommendationStatus status) => status.ToString().ToLowerInvariant();

    public static string Word(RecommendationGrouping by) => by.ToString().ToLowerInvariant();

    /// <summary>Null if the word names no grouping.</summary>
    public static RecommendationGrouping? Grouping(string? word) =>
        Enum.GetValues<RecommendationGrouping>()
            .Select(by => (RecommendationGrouping?)by)
            .FirstOrDefault(by => Word(by!.Value).Equals(word, StringComparison.OrdinalIgnoreCase));

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The parameters of an address as typed.</summary>
public sealed record DowngradesAddress(
    string? Tab = null,
    string? Text = null,
    string? Manager = null,
    string? Division = null,
    string? Tier = null,
    string? Status = null,
    string? Sort = null,
    string? Page = null,
    string? Platform = null,
    string? Group = null,
    string? Cash = null
);
