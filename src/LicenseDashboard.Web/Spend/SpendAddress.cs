using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Spend;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Layout;
using Microsoft.AspNetCore.WebUtilities;

namespace LicenseDashboard.Web.Spend;

/// <summary>The state of the Spend page as in its address.</summary>
/// <param name="Split">True: commitment and overage instead of the groups.</param>
/// <param name="Month">The month whose causes and chargeback are shown; null for the last closed one.</param>
/// <param name="By">Department or manager.</param>
/// <param name="Within">The department or manager that is open; null for the whole platform.</param>
public sealed record SpendAddress(
    string Platform,
    int? From,
    int? To,
    SpendGroup GroupBy,
    bool Split,
    int? Month,
    SpendGroup By,
    string? Within,
    int Page
)
{
    public const string Path = "spend";

    public SpendQuery Query =>
        new()
        {
            Platform = Platform,
            From = From,
            To = To,
            GroupBy = GroupBy,
        };

    /// <summary>Invalid parameters are ignored and reported, so that an old or mistyped link still opens the page.</summary>
    public static (SpendAddress Address, IReadOnlyList<string> NotUnderstood) Read(string platform, string uri)
    {
        var given = QueryHelpers.ParseQuery(new Uri(uri).Query);
        List<string> unknown = [];
        var (from, to) = (Month("from"), Month("to"));
        if (from > to)
        {
            unknown.Add($"from '{MonthNumber.Text(from.Value)}'");
            from = null;
        }

        return (
            new SpendAddress(
                platform,
                from,
                to,
                Word("groupBy", [SpendGroup.Sku, SpendGroup.Department, SpendGroup.Manager]),
                Text("split") == "commitment",
                Month("month"),
                Word("by", [SpendGroup.Department, SpendGroup.Manager]),
                given.TryGetValue("within", out var within) ? within.ToString() : null,
                PageInAddress.Of(Text("page"), unknown)
            ),
            unknown
        );

        string? Text(string name) => given.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

        int? Month(string name)
        {
            if (Text(name) is not { } text)
            {
                return null;
            }

            if (MonthNumber.Parse(text) is { } month)
            {
                return month;
            }

            unknown.Add($"{name} '{text}'");
            return null;
        }

        SpendGroup Word(string name, SpendGroup[] allowed)
        {
            if (Text(name) is not { } text)
            {
                return allowed[0];
            }

            foreach (var word in allowed)
            {
                if (ApiWords.Of(word) == text)
                {
                    return word;
                }
            }

            unknown.Add($"{name} '{text}'");
            return allowed[0];
        }
    }

    public Dictionary<string, object?> ToParameters() =>
        new()
        {
            ["from"] = From is { } from ? MonthNumber.Text(from) : null,
            ["to"] = To is { } to ? MonthNumber.Text(to) : null,
            ["groupBy"] = GroupBy == SpendGroup.Sku ? null : ApiWords.Of(GroupBy),
            ["split"] = Split ? "commitment" : null,
            ["month"] = Month is { } month ? MonthNumber.Text(month) : null,
            ["by"] = By == SpendGroup.Department ? null : ApiWords.Of(By),
            ["within"] = Within,
            ["page"] = Page == 1 ? null : Page,
        };

    /// <summary>Relative to the base address.</summary>
    /// <param name="chosen">The platform in the address; null if none is.</param>
    /// <param name="path">The page, or an export of it.</param>
    public string Href(string? chosen, string path = Path) =>
        PlatformInAddress.With(
            QueryHelpers.AddQueryString(
                path,
                ToParameters().Where(each => each.Value is not null).ToDictionary(each => each.Key, each => each.Value!.ToString())
            ),
            chosen
        );
}
