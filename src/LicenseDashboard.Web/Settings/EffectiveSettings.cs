using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Settings;

/// <summary>The effective configuration. Of a secret, only whether it is set.</summary>
/// <param name="groups">Read when the page is shown, because the demo's vendor has an address only once it listens.</param>
internal sealed class EffectiveSettings(Func<IReadOnlyList<SettingGroup>> groups)
{
    /// <summary>Contains addresses and accounts, so it is for administrators and auditors only.</summary>
    public Outcome<SettingGroup[]> Read(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Has(ViewerRoles.Administrator | ViewerRoles.Auditor)
            ? groups().ToArray()
            : Refusal.Forbidden("Only administrators and auditors see the configuration. The catalog is open to you.");
    }
}
