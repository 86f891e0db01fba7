using LicenseDashboard.Application.People;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.People;

/// <summary>The state of the People page as in its address.</summary>
internal sealed record PeopleQuery(string? Sku, Activity? Activity, string? Division, string? Text, string? Platform, int Page)
{
    /// <summary>One of <see cref="SeatHolderSort.Fields"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = SeatHolderSort.Default;

    public static (PeopleQuery Query, IReadOnlyList<string> NotUnderstood) Read(
        string? sku,
        string? activity,
        string? division,
        string? text,
        string? platform,
        string? page,
        string? sort = null
    )
    {
        List<string> unknown = [];
        var chosen = ActivityOf(activity);
        if (chosen is null && !string.IsNullOrEmpty(activity))
        {
            unknown.Add($"activity '{activity}'");
        }

        return (
            new PeopleQuery(Blank(sku), chosen, Blank(division), Blank(text), Blank(platform), PageInAddress.Of(page, unknown))
            {
                Sort = SortText.Of(sort, SeatHolderSort.IsKnown, SeatHolderSort.Default, unknown),
            },
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
            Sort = Sort,
        };

    public bool IsNarrowed => Sku is not null || Activity is not null || Division is not null || Text is not null;

    public Dictionary<string, object?> ToAddress() =>
        new()
        {
            ["sku"] = Sku,
            ["activity"] = Activity is { } activity ? Word(activity) : null,
            ["division"] = Division,
            ["text"] = Text,
            ["sort"] = Sort == SeatHolderSort.Default ? null : Sort,
            ["page"] = Page == 1 ? null : Page,
        };

    public static string Word(Activity activity) =>
        activity switch
        {
            Application.People.Activity.Active => "active",
            Application.People.Activity.Idle => "idle",
            Application.People.Activity.Unknown => "unknown",
        };

    /// <summary>Null if there is no such word.</summary>
    public static Activity? ActivityOf(string? word) =>
        Enum.GetValues<Activity>().Select(each => (Activity?)each).FirstOrDefault(each => Word(each!.Value) == word);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
