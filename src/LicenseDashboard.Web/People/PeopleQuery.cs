using LicenseDashboard.Application.People;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Layout;

namespace LicenseDashboard.Web.People;

/// <summary>The state of the People page as in its address.</summary>
internal sealed record PeopleQuery(string? Sku, Activity? Activity, string? Division, string? Text, string? Platform, int Page)
{
    public static (PeopleQuery Query, IReadOnlyList<string> NotUnderstood) Read(
        string? sku,
        string? activity,
        string? division,
        string? text,
        string? platform,
        string? page
    )
    {
        List<string> unknown = [];
        Activity? chosen = null;
        if (!string.IsNullOrEmpty(activity))
        {
            var found = Enum.GetValues<Activity>().Where(each => Word(each) == activity).ToList();
            chosen = found.Count > 0 ? found[0] : null;
            if (chosen is null)
            {
                unknown.Add($"activity '{activity}'");
            }
        }

        return (
            new PeopleQuery(Blank(sku), chosen, Blank(division), Blank(text), Blank(platform), PageInAddress.Of(page, unknown)),
            unknown
        );
    }

    public SeatHolderFilter Filter =>
        new()
        {
            Platform = Platform,
            Sku = Sku,
            Activity = Activity,
            Division = Division,
            Text = Text,
        };

    public Page PageOfList => new(Page, Core.Shared.Page.DefaultSize);

    public bool IsNarrowed => Sku is not null || Activity is not null || Division is not null || Text is not null;

    public Dictionary<string, object?> ToAddress() =>
        new()
        {
            ["sku"] = Sku,
            ["activity"] = Activity is { } activity ? Word(activity) : null,
            ["division"] = Division,
            ["text"] = Text,
            ["page"] = Page == 1 ? null : Page,
        };

    public static string Word(Activity activity) =>
        activity switch
        {
            Application.People.Activity.Active => "active",
            Application.People.Activity.Idle => "idle",
            Application.People.Activity.Unknown => "unknown",
        };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
