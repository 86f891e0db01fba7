using MudBlazor;
using MudBlazor.Services;

namespace LicenseDashboard.Web.Ui;

internal static class UiRegistration
{
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddScoped<BrowserClock>();
        services.AddMudServices(settings =>
        {
            settings.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            settings.SnackbarConfiguration.ShowTransitionDuration = 120;
            settings.SnackbarConfiguration.HideTransitionDuration = 120;
            settings.PopoverOptions.ModalOverlay = false;
        });
        return services;
    }
}
