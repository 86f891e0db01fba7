using System.Security.Claims;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Web.Tests;

/// <summary>Ada, who has the role that the test says and no account at any platform.</summary>
internal sealed class SignedIn : AuthenticationStateProvider, IResolveScopes
{
    public ViewerRoles Role { get; set; } = ViewerRoles.Administrator;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        Task.FromResult(
            new AuthenticationState(
                new ClaimsPrincipal(
                    new ClaimsIdentity(
                        [
                            new Claim(ClaimTypes.Name, "Ada"),
                            new Claim(ClaimTypes.NameIdentifier, "ada"),
                            new Claim(ClaimTypes.Role, Role.ToString()),
                        ],
                        "test"
                    )
                )
            )
        );

    public Task<IReadOnlyList<ReportingScope>> ForMailAsync(string mail, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ReportingScope>>([]);
}

internal static class SignedInSetup
{
    public static IServiceCollection AddSignedIn(this IServiceCollection services) =>
        services
            .AddSingleton<SignedIn>()
            .AddSingleton<AuthenticationStateProvider>(all => all.GetRequiredService<SignedIn>())
            .AddSingleton<IResolveScopes>(all => all.GetRequiredService<SignedIn>())
            .AddScoped<CurrentViewer>();
}
