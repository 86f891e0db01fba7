using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Settings;

/// <summary>The configuration in force. Of a secret it only says whether it is set.</summary>
/// <param name="groups">Asked when somebody looks: the demo's vendor has an address only once it listens.</param>
internal sealed class EffectiveSettings(Func<IReadOnlyList<SettingGroup>> groups)
{
    /// <summary>Names addresses and accounts, so it is for administrators and auditors.</summary>
    public Outcome<SettingGroup[]> Read(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Has(ViewerRoles.Administrator | ViewerRoles.Auditor)
            ? groups().ToArray()
            : Refusal.Forbidden("Administrators and auditors see the configuration. Your role sees the catalogue above.");
    }
}
