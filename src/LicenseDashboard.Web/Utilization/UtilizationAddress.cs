using System.Globalization;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui.Lists;
using Microsoft.AspNetCore.WebUtilities;

namespace LicenseDashboard.Web.Utilization;

/// <summary>The state of the Utilization page as in its address.</summary>
public sealed record UtilizationAddress
{
    public const string Path = "utilization";

    public UtilizationGroup GroupBy { get; init; } = UtilizationGroup.Tier;

    public LiveShow Show { get; init; } = LiveShow.SignedIn;

    /// <summary>Day of the curve; null means today.</summary>
    public DateOnly? Day { get; init; }

    public string? Platform { get; init; }

    /// <summary>Base SKU, or <see cref="LiveFilter.NoTier"/>.</summary>
    public string? Tier { get; init; }

    /// <summary>Any SKU, also an add-on: the people of a pool.</summary>
    public string? Sku { get; init; }

    public string? Division { get; init; }

    public string? Department { get; init; }

    /// <summary>Vendor's ID: everyone below.</summary>
    public string? Manager { get; init; }

    /// <summary>Vendor's ID: direct reports only.</summary>
    public string? ReportsTo { get; init; }

    /// <summary>Vendor's ID of a group of the directory.</summary>
    public string? Team { get; init; }

    public string Sort { get; init; } = LivePeopleSort.Default;

    public int Page { get; init; } = 1;

    /// <summary>Page of the history of alerts.</summary>
    public int AlertPage { get; init; } = 1;

    public bool IsNarrowed => (Tier ?? Sku ?? Division ?? Department ?? Manager ?? ReportsTo ?? Team) is not null;

    /// <summary>Filters behind the button of a narrow screen.</summary>
    public int InForce => new[] { Tier, Sku, Division, Department, Manager, ReportsTo, Team }.Count(part => part is not null);

    /// <summary>True if levels are kept for exactly these people: the organization, a license, a division, or both.</summary>
    public bool HasCurve =>
        (Department ?? Manager ?? ReportsTo ?? Team) is null && Tier != LiveFilter.NoTier && Division != LiveFilter.NoName;

    public UtilizationQuery Now => Narrow(new UtilizationQuery { GroupBy = GroupBy });

    public LivePeopleQuery People => Narrow(new LivePeopleQuery { Show = Show, Sort = Sort });

    public CurveQuery Curve =>
        new()
        {
            Platform = Platform,
            Day = Day,
            Sku = Sku ?? Tier,
            Division = Division,
        };

    /// <summary>Invalid parts are ignored and reported, so that an old or mistyped link still opens the page.</summary>
    public static (UtilizationAddress Address, IReadOnlyList<string> NotUnderstood) Read(string uri)
    {
        List<string> unknown = [];
        var parts = QueryHelpers.ParseQuery(new Uri(uri).Query);
        string? Part(string name) =>
            parts.TryGetValue(name, out var value) && value.ToString().Trim() is { Length: > 0 } text ? text : null;
        var address = new UtilizationAddress
        {
            Platform = Part(PlatformInAddress.Name),
            Tier = Part("tier"),
            Sku = Part("sku"),
            Division = Part("division"),
            Department = Part("department"),
            Manager = Part("manager"),
            ReportsTo = Part("reports-to"),
            Team = Part("team"),
            GroupBy = UtilizationWords.GroupOf(Part("by")) ?? Unknown("by", UtilizationGroup.Tier),
            Show = UtilizationWords.ShowOf(Part("show")) ?? Unknown("show", LiveShow.SignedIn),
            Sort = SortText.Of(Part("sort"), IsSort, LivePeopleSort.Default, unknown),
            Page = PageInAddress.Of(Part("page"), unknown),
            AlertPage = PageInAddress.Of(Part("alerts"), unknown, "alerts"),
        };
        if (Part("day") is { } day)
        {
            if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                address = address with { Day = date };
            }
            else
            {
                unknown.Add($"day '{day}'");
            }
        }

        return (address, unknown);

        T Unknown<T>(string name, T standard)
        {
            if (Part(name) is { } word)
            {
                unknown.Add($"{name} '{word}'");
            }

            return standard;
        }
    }

    public Dictionary<string, object?> ToParameters() =>
        new()
        {
            ["by"] = GroupBy == UtilizationGroup.Tier ? null : UtilizationWords.Key(GroupBy),
            ["show"] = Show == LiveShow.SignedIn ? null : UtilizationWords.Key(Show),
            ["day"] = Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["tier"] = Tier,
            ["sku"] = Sku,
            ["division"] = Division,
            ["department"] = Department,
            ["manager"] = Manager,
            ["reports-to"] = ReportsTo,
            ["team"] = Team,
            ["sort"] = Sort == LivePeopleSort.Default ? null : Sort,
            ["page"] = Page == 1 ? null : Page,
            ["alerts"] = AlertPage == 1 ? null : AlertPage,
        };

    /// <summary>A link to this state, to the list of people by default. The platform is added by the link itself.</summary>
    public string ToLink(string fragment = "people")
    {
        var parts = ToParameters()
            .Where(part => part.Value is not null)
            .Select(part => KeyValuePair.Create(part.Key, Convert.ToString(part.Value, CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString(Path, parts) + (fragment.Length == 0 ? "" : "#" + fragment);
    }

    /// <summary>The people of one group.</summary>
    public UtilizationAddress Of(UtilizationRow row) =>
        GroupBy switch
        {
            UtilizationGroup.Tier => this with { Tier = row.Key, Page = 1 },
            UtilizationGroup.Division => this with { Division = row.Key, Page = 1 },
            UtilizationGroup.Department => this with { Department = row.Key, Page = 1 },
            UtilizationGroup.Manager => this with { ReportsTo = row.Key, Page = 1 },
            UtilizationGroup.Group => this with { Team = row.Key, Page = 1 },
        };

    private static bool IsSort(string sort) =>
        LivePeopleSort.Fields.Contains(sort.TrimStart('-')) && !sort.StartsWith("--", StringComparison.Ordinal);

    private T Narrow<T>(T filter)
        where T : LiveFilter =>
        filter with
        {
            Platform = Platform,
            Tiers = Tier is null ? [] : [Tier],
            Sku = Sku,
            Divisions = Division is null ? [] : [Division],
            Departments = Department is null ? [] : [Department],
            Manager = Manager,
            ReportsTo = ReportsTo,
            Group = Team,
        };
}
