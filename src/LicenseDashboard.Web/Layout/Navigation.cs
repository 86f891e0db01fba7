using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Layout;

/// <summary>One place to go. The rail shows only what exists, in this order, and only to those who may open it.</summary>
/// <param name="Icon">Name of a drawing in <see cref="Ui.Icon"/>.</param>
/// <param name="Section">A line divides sections.</param>
/// <param name="Roles">Any of these may open it; None = everybody.</param>
/// <param name="InBar">Has a place of its own in the bar of a narrow screen, which holds four; the others lie behind More.</param>
internal sealed record NavigationItem(
    string Title,
    string Href,
    string Icon,
    int Section,
    ViewerRoles Roles = ViewerRoles.None,
    bool InBar = false
)
{
    public bool IsFor(ViewerRoles roles) => Roles == ViewerRoles.None || (roles & Roles) != 0;
}

internal static class Navigation
{
    public static IReadOnlyList<NavigationItem> All { get; } =
    [
        new("Overview", "", "overview", Section: 1, InBar: true),
        new("Downgrades", "downgrades", "downgrades", Section: 1, InBar: true),
        new("Reclamation", "reclamation", "reclamation", Section: 1, InBar: true),
        new("Leavers", "leavers", "leavers", Section: 1, ViewerRoles.Administrator | ViewerRoles.Auditor),
        new("Remediations", "remediations", "remediation", Section: 1, InBar: true),
        new("People", "people", "people", Section: 1),
        new("Exemptions", "exemptions", "exemptions", Section: 1),
        new("Jobs", "jobs", "jobs", Section: 3),
        new("Settings", "settings", "settings", Section: 3),
    ];
}
