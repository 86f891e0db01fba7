using MudBlazor.Services;

namespace LicenseDashboard.Web.Ui;

internal static class UiRegistration
{
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddScoped<BrowserClock>();
        services.AddScoped<Messages>();
        services.AddMudServices();
        return services;
    }
}
