using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Reclamation;

/// <summary>The state of the Reclamation page as in its address. The CSV export uses the same.</summary>
/// <param name="Tab"><c>ready</c>, <c>review</c>, <c>protected</c>, <c>never-seen</c> or <c>recent</c>.</param>
/// <param name="Sort">A field of the list, with a leading <c>-</c> for descending.</param>
public sealed record ReclamationQuery(
    string Tab,
    ReclamationStep? Step,
    ReclamationOutcome? Outcome,
    string? Text,
    string? Division,
    string? Tier,
    string Sort,
    int Page
)
{
    /// <summary>Rows and columns as the viewer chose them.</summary>
    public static readonly ReadingList List = new("reclamation");

    public const string Recent = "recent";

    /// <summary>Licenses on which no signal was ever seen. Nothing is proposed there.</summary>
    public const string NeverSeen = "never-seen";

    /// <summary>Days covered by the last tab.</summary>
    public const int RecentDays = 90;

    private static readonly string[] Tabs = ["ready", "review", "protected", NeverSeen, Recent];

    /// <summary>Key of a platform, from the switch in the top bar; null means all.</summary>
    public string? Platform { get; init; }

    /// <summary>ID of a manager in Genesys Cloud. Returns everyone below them. Null = everyone the viewer sees.</summary>
    public string? Manager { get; init; }

    /// <summary>Rows by what they do to bills; null means all.</summary>
    public CashFilter? Cash { get; init; }

    public static ReclamationQuery First { get; } = new("ready", null, null, null, null, null, ReclamationSort.Default, 1);

    public bool IsRecent => Tab == Recent;

    public bool IsNeverSeen => Tab == NeverSeen;

    public bool IsNarrowed =>
        (Text ?? Division ?? Tier ?? Manager) is not null || Step is not null || Outcome is not null || Cash is not null;

    /// <summary>Invalid parameters are ignored and reported, so that an old or mistyped link still opens the page.</summary>
    public static (ReclamationQuery Query, IReadOnlyList<string> NotUnderstood) Read(
        string? tab,
        string? step,
        string? outcome,
        string? text,
        string? division,
        string? tier,
        string? sort,
        string? page,
        string? platform,
        string? manager = null,
        string? cash = null
    )
    {
        List<string> unknown = [];
        var query = First with
        {
            Tab = Known("tab", tab, Tabs.Contains) ?? First.Tab,
            Text = Blank(text),
            Division = Blank(division),
            Tier = Blank(tier),
            Platform = Blank(platform),
            Manager = Blank(manager),
            Sort = Known("sort", sort, ReclamationSort.IsKnown) ?? First.Sort,
            Step = Word<ReclamationStep>("step", step),
            Outcome = Word<ReclamationOutcome>("outcome", outcome),
            Cash = CashWords.Read(Known("cash", cash, word => CashWords.Read(word) is not null)),
        };
        return (query with { Page = PageInAddress.Of(page, unknown) }, unknown);

        string? Known(string name, string? value, Func<string, bool> isKnown)
        {
            if (string.IsNullOrEmpty(value) || isKnown(value))
            {
                return Blank(value);
            }

            unknown.Add($"{name} '{value}'");
            return null;
        }

        T? Word<T>(string name, string? value)
            where T : struct, Enum
        {
            if (string.IsNullOrEmpty(value))
            {
                return null;
            }

            foreach (var one in Enum.GetValues<T>())
            {
                if (ReclamationWords.Key(one) == value)
                {
                    return one;
                }
            }

            unknown.Add($"{name} '{value}'");
            return null;
        }
    }

    /// <summary>The filter without tab, step and outcome, for the counts of all tabs.</summary>
    public ReclamationFilter AllTabs =>
        new()
        {
            Text = Text,
            Platform = Platform,
            Manager = Manager,
            Divisions = Division is null ? [] : [Division],
            Tiers = Tier is null ? [] : [Tier],
            Cash = Cash,
        };

    /// <summary>The same filter for accounts on which no signal was ever seen.</summary>
    public UserFilter NeverSeenFilter =>
        new()
        {
            Text = Text,
            Platform = Platform,
            Manager = Manager,
            Divisions = Division is null ? [] : [Division],
            Tiers = Tier is null ? [] : [Tier],
        };

    /// <param name="now">UTC.</param>
    public ReclamationFilter FilterAt(DateTime now) =>
        IsRecent
            ? AllTabs with
            {
                ChangedSince = now.AddDays(-RecentDays),
                Outcome = Outcome,
                Sort = Sort == First.Sort ? "-changedAt" : Sort,
                Statuses =
                [
                    RecommendationStatus.Approved,
                    RecommendationStatus.Rejected,
                    RecommendationStatus.Done,
                    RecommendationStatus.Restoring,
                    RecommendationStatus.Restored,
                    RecommendationStatus.Withdrawn,
                ],
            }
            : AllTabs with
            {
                Statuses = [RecommendationStatus.Open],
                Lanes = [Enum.Parse<Lane>(Tab, ignoreCase: true)],
                Steps = Step is { } step ? [step] : [],
                Sort = Sort,
            };

    public Dictionary<string, object?> ToAddress() =>
        new()
        {
            ["tab"] = Tab == First.Tab ? null : Tab,
            ["step"] = Step is { } step ? ReclamationWords.Key(step) : null,
            ["outcome"] = Outcome is { } outcome ? ReclamationWords.Key(outcome) : null,
            ["text"] = Text,
            ["manager"] = Manager,
            ["division"] = Division,
            ["tier"] = Tier,
            ["cash"] = Cash is { } cash ? CashWords.Word(cash) : null,
            ["sort"] = Sort == First.Sort ? null : Sort,
            ["page"] = Page == 1 ? null : Page,
        };

    /// <summary>The order after a click on a column: largest amount first, longest absence first, text ascending.</summary>
    public ReclamationQuery SortedBy(string field)
    {
        var (natural, other) = field is "listMonthlySaving" or "cashMonthlySaving" or "changedAt"
            ? ("-" + field, field)
            : (field, "-" + field);
        return this with { Sort = Sort == natural ? other : natural, Page = 1 };
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
