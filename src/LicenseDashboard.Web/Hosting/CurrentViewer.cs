using System.Security.Claims;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Core.Shared;
using Microsoft.AspNetCore.Components.Authorization;

namespace LicenseDashboard.Web.Hosting;

/// <summary>
/// The current viewer, for pages and endpoints. Resolved on each call, because the scope grows while the directory is imported.
/// </summary>
internal sealed class CurrentViewer(AuthenticationStateProvider signedIn, IResolveScopes scopes)
{
    /// <summary>For components.</summary>
    public async Task<Viewer> GetAsync(CancellationToken ct = default) =>
        await ForAsync((await signedIn.GetAuthenticationStateAsync()).User, ct);

    /// <summary>For endpoints: pass <c>HttpContext.User</c>.</summary>
    public async Task<Viewer> ForAsync(ClaimsPrincipal user, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        var roles = user.FindAll(ClaimTypes.Role)
            .Select(role => Enum.TryParse<ViewerRoles>(role.Value, out var known) ? known : ViewerRoles.None)
            .Aggregate(ViewerRoles.None, (all, role) => all | role);
        var mail = user.FindFirstValue(ClaimTypes.Email);
        return new Viewer(
            user.Identity?.Name ?? "",
            user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "anonymous",
            roles,
            string.IsNullOrWhiteSpace(mail) ? [] : await scopes.ForMailAsync(mail, ct)
        );
    }
}
