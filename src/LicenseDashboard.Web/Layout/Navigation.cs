using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Layout;

/// <summary>One entry of the navigation. The rail shows entries in this order, to viewers who may open them.</summary>
/// <param name="Icon">Name of a drawing in <see cref="Ui.Icon"/>.</param>
/// <param name="Section">Sections are separated by a line.</param>
/// <param name="Roles">Any of these roles may open it; None means everybody.</param>
/// <param name="InBar">True if it is one of the four entries in the bar of a narrow screen; the others are behind More.</param>
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
    private const ViewerRoles SeeMoney = ViewerRoles.FinOps | ViewerRoles.Administrator | ViewerRoles.Auditor;

    public static IReadOnlyList<NavigationItem> All { get; } =
    [
        new("Overview", "", "overview", Section: 1, InBar: true),
        new("Utilization", "utilization", "utilization", Section: 1),
        new("Downgrades", "downgrades", "downgrades", Section: 1, InBar: true),
        new("Reclamation", "reclamation", "reclamation", Section: 1, InBar: true),
        new("Leavers", "leavers", "leavers", Section: 1, ViewerRoles.Administrator | ViewerRoles.Auditor),
        new("Remediations", "remediations", "remediation", Section: 1, InBar: true),
        new("People", "people", "people", Section: 1),
        new("Exemptions", "exemptions", "exemptions", Section: 1),
        new("Spend", "spend", "spend", Section: 2, SeeMoney),
        new("Contracts", "contracts", "contracts", Section: 2, SeeMoney),
        new("Invoices", "invoices", "invoices", Section: 2, SeeMoney),
        new("Jobs", "jobs", "jobs", Section: 3),
        new("Settings", "settings", "settings", Section: 3),
    ];

    /// <summary>The pages below Settings, in the order of their sub-navigation. The icon is that of Settings.</summary>
    public static IReadOnlyList<NavigationItem> Settings { get; } =
    [
        new("Policies", "settings/policies", "settings", Section: 1),
        new("Catalog", "settings/catalogue", "settings", Section: 1),
        new("Notices", "settings/notices", "settings", Section: 1, ViewerRoles.Administrator | ViewerRoles.Auditor),
        new("Vendor check", "settings/check", "settings", Section: 1, ViewerRoles.Administrator | ViewerRoles.Auditor),
        new("Configuration", "settings/configuration", "settings", Section: 1, ViewerRoles.Administrator | ViewerRoles.Auditor),
    ];
}
