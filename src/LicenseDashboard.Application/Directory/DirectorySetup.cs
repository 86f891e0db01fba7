using LicenseDashboard.Application.Directory.Identities;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Directory;

public static class DirectorySetup
{
    /// <summary>
    /// Identities and groups of identity providers. Needs persistence, a <see cref="TimeProvider"/> and a downstream
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
