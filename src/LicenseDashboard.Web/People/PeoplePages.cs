namespace LicenseDashboard.Web.People;

internal static class PeoplePages
{
    public static IServiceCollection AddPeoplePages(this IServiceCollection services) => services.AddScoped<PeopleData>();
}
