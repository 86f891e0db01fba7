using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.People;

public static class PeopleSetup
{
    public static IServiceCollection AddPeople(this IServiceCollection services) =>
        services.AddSingleton<UserList>().AddSingleton<UserDetail>().AddSingleton<SeatHolders>();
}
