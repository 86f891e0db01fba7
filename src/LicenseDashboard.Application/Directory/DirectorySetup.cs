using LicenseDashboard.Application.Directory.Identities;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Directory;

public static class DirectorySetup
{
    /// <summary>
    /// Identities and the groups of providers. Needs persistence, a <see cref="TimeProvider"/> and, from downstream, an
    /// <see cref="IHearLeavers"/>.
    /// </summary>
    public static IServiceCollection AddDirectory(this IServiceCollection services) =>
        services
            .AddSingleton<SearchIdentities>()
            .AddSingleton<ReadIdentity>()
            .AddSingleton<CreateIdentity>()
            .AddSingleton<ChangeIdentity>()
            .AddSingleton<DeleteIdentity>()
            .AddSingleton<MatchIdentities>()
            .AddSingleton<LinkIdentities>()
            .AddSingleton<SearchGroups>()
            .AddSingleton<ChangeGroupMembers>();
}
