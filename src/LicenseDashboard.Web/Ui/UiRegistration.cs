using LicenseDashboard.Web.Ui.Lists;
using MudBlazor.Services;

namespace LicenseDashboard.Web.Ui;

internal static class UiRegistration
{
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddScoped<BrowserClock>();
        services.AddScoped<Messages>();
        services.AddScoped<ListViews>();
        services.AddMudServices();
        return services;
    }
}
