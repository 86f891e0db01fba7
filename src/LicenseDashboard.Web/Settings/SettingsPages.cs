using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Settings;

internal static class SettingsPages
{
    /// <param name="shown">The effective configuration.</param>
    public static IServiceCollection AddSettingsPages(
        this IServiceCollection services,
        Func<IServiceProvider, IReadOnlyList<SettingGroup>> shown
    ) => services.AddScoped<PoliciesData>().AddSingleton(all => new EffectiveSettings(() => shown(all)));
}
