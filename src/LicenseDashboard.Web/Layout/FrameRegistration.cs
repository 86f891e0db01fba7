namespace LicenseDashboard.Web.Layout;

internal static class FrameRegistration
{
    public static IServiceCollection AddFrame(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddHttpContextAccessor();
        services.AddScoped<FrameScript>();
        return services;
    }
}
