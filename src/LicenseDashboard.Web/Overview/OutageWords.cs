using System.Globalization;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Overview;

/// <summary>What the bar says while a vendor can't be reached.</summary>
internal static class OutageWords
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-US");

    /// <param name="platform">Named if there are several; otherwise null.</param>
    /// <param name="since">In words.</param>
    public static string Since(string? platform, string since) =>
        $"Genesys Cloud {(platform is null ? "" : $"({platform}) ")}has been unreachable since {since}.";

    /// <summary>With seconds, because a try is never more than half a minute away.</summary>
    public static string Next(DateTime local) => local.ToString("h:mm:ss tt", _english);

    /// <summary>Managers hear of approvals; who sees every person hears of imports, too.</summary>
    public static string Waits(OutageRow outage, Viewer viewer)
    {
        var approvals = outage.Changes > 0 ? NumberText.Of(outage.Changes, "approved change", "approved changes") : "approvals";
        var what = viewer.SeesEveryone && outage.ImportsWait ? "imports and " + approvals : approvals;
        var (waits, continues, its) = what == "1 approved change" ? ("waits", "continues", "its") : ("wait", "continue", "their");
        return $"{char.ToUpperInvariant(what[0])}{what[1..]} {waits} and {continues} on {its} own; next try ";
    }
}
