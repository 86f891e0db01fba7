namespace LicenseDashboard.Web.Settings;

internal static class SettingsPages
{
    public static IServiceCollection AddSettingsPages(this IServiceCollection services) => services.AddSingleton<EffectiveSettings>();
}
