using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Layout;

namespace LicenseDashboard.Web.Search;

/// <summary>A page, a view of one, or an action that the search offers beside people.</summary>
/// <param name="Icon">Name of a drawing in <see cref="Ui.Icon"/>.</param>
/// <param name="Href">Relative to the base address; null for an action.</param>
/// <param name="Theme">The theme that the action chooses; null for a place.</param>
internal sealed record SearchPlace(
    string Title,
    string Icon,
    string? Href = null,
    string? Theme = null,
    ViewerRoles Roles = ViewerRoles.None
)
{
    public bool IsFor(ViewerRoles roles) => Roles == ViewerRoles.None || (roles & Roles) != 0;
}

/// <summary>Where the search leads without a person: every page of the navigation, the views that people ask for, and the theme.</summary>
internal static class SearchPlaces
{
    /// <summary>Shown beside people, so that neither hides the other.</summary>
    private const int MostBesidePeople = 4;

    private static readonly SearchPlace[] _all =
    [
        .. Navigation.All.Concat(Navigation.Settings).Select(page => new SearchPlace(page.Title, page.Icon, page.Href, Roles: page.Roles)),
        new("Downgrades to review", "downgrades", "downgrades?tab=review"),
        new("Downgrades by change", "downgrades", "downgrades?group=change"),
        new("Downgrades by manager", "downgrades", "downgrades?group=manager"),
        new("Protected downgrades", "downgrades", "downgrades?tab=protected"),
        new("Decided downgrades", "downgrades", "downgrades?tab=decided"),
        new("Failed changes", "remediation", "remediations?status=failed"),
        new("Changes to make by hand", "remediation", "remediations?status=handed-over"),
        new("Inactive people", "people", "people?activity=idle"),
        new("Use the light theme", "light", Theme: "light"),
        new("Use the dark theme", "dark", Theme: "dark"),
        new("Use the system theme", "system", Theme: "system"),
    ];

    /// <summary>Places with a word that begins with each of the typed ones; all of them if nothing is typed.</summary>
    public static IReadOnlyList<SearchPlace> Find(string text, ViewerRoles roles)
    {
        var typed = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = _all.Where(place => place.IsFor(roles) && typed.All(word => HasWord(place.Title, word)));
        return [.. typed.Length == 0 ? found : found.Take(MostBesidePeople)];
    }

    private static bool HasWord(string title, string beginning) =>
        title.Split(' ').Any(word => word.StartsWith(beginning, StringComparison.CurrentCultureIgnoreCase));
}
