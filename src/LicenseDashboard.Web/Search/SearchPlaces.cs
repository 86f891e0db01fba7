using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Recommendations;

namespace LicenseDashboard.Web.Search;

/// <summary>A page, a view of one, or an action that the search offers beside people.</summary>
/// <param name="Icon">Name of a drawing in <see cref="Ui.Icon"/>.</param>
/// <param name="Href">Relative to the base address; null for a theme. An action opens its dialog there, no more.</param>
/// <param name="Theme">The theme that the action chooses; null for a place.</param>
/// <param name="Roles">Any of these roles may do it; None means everybody. The use case decides once more.</param>
/// <param name="IsFile">True if the browser downloads it.</param>
internal sealed record SearchPlace(
    string Title,
    string Icon,
    string? Href = null,
    string? Theme = null,
    ViewerRoles Roles = ViewerRoles.None,
    bool IsFile = false
)
{
    public bool IsFor(ViewerRoles roles) => Roles == ViewerRoles.None || (roles & Roles) != 0;
}

/// <summary>
/// Where the search leads without a person: every page of the navigation, the views that people ask for, and actions. It is the only
/// palette; a second box for commands would be one more thing to learn. An action leads to its page and opens the dialog there, so a link
/// alone never starts anything.
/// </summary>
internal static class SearchPlaces
{
    /// <summary>More than a list that is read at a glance.</summary>
    private const int Most = 12;

    private const ViewerRoles SeeLeavers = ViewerRoles.Administrator | ViewerRoles.Auditor;

    private static readonly SearchPlace[] _all =
    [
        .. Navigation.All.Concat(Navigation.Settings).Select(page => new SearchPlace(page.Title, page.Icon, page.Href, Roles: page.Roles)),
        new("Downgrades to review", "downgrades", "downgrades?tab=review"),
        new("Downgrades by change", "downgrades", "downgrades?group=change"),
        new("Downgrades by manager", "downgrades", "downgrades?group=manager"),
        new("Protected downgrades", "downgrades", "downgrades?tab=protected"),
        new("Decided downgrades", "downgrades", "downgrades?tab=decided"),
        new("Licenses due for reclamation", "reclamation", "reclamation?step=due"),
        new("Accounts never seen", "reclamation", "reclamation?tab=never-seen"),
        new("Leavers on hold", "leavers", "leavers?tab=held", Roles: SeeLeavers),
        new("Exemptions ending soon", "exemptions", "exemptions?state=expiring"),
        new("Failed changes", "remediation", "remediations?status=failed"),
        new("Changes to make by hand", "remediation", "remediations?status=handed-over"),
        new("Inactive people", "people", "people?activity=idle"),
        new("Job history", "jobs", "jobs?tab=history"),
        new("Import history", "jobs", "jobs?tab=imports"),
        new("Import HR roster", "import", "leavers?import=roster", Roles: ViewerRoles.Administrator),
        new("New tag", "exemptions", "exemptions?view=tags&new=tag", Roles: ViewerRoles.Administrator),
        new("Export downgrades", "import", DowngradesExport.Book, IsFile: true),
        new("Use the light theme", "light", Theme: "light"),
        new("Use the dark theme", "dark", Theme: "dark"),
        new("Use the system theme", "system", Theme: "system"),
    ];

    /// <summary>Places with a word that begins with each of the typed ones; all of them if nothing is typed.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="roles">Of the viewer.</param>
    /// <param name="jobs">Can be run by who may.</param>
    public static IReadOnlyList<SearchPlace> Find(string text, ViewerRoles roles, IEnumerable<JobPlan> jobs)
    {
        var typed = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = _all.Concat(jobs.Select(Run)).Where(place => place.IsFor(roles) && typed.All(word => HasWord(place.Title, word)));
        return [.. typed.Length == 0 ? found : found.Take(Most)];
    }

    private static SearchPlace Run(JobPlan job) =>
        new($"Run “{job.Title}” now", "jobs", $"jobs?run={job.Name}", Roles: ViewerRoles.Administrator);

    private static bool HasWord(string title, string beginning) =>
        title.Split(' ', '“').Any(word => word.StartsWith(beginning, StringComparison.CurrentCultureIgnoreCase));
}
