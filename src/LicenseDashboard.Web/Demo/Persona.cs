using System.Security.Claims;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Simulator;

namespace LicenseDashboard.Web.Demo;

/// <summary>
/// A person that visitors of the demo can sign in as. The scope follows from the mail address in the simulated directory.
/// </summary>
internal sealed record Persona(string Key, string Name, string Title, string Email, ViewerRoles Roles, string Sees)
{
    public static Persona RegionalHead { get; } =
        Of("regional-head", DemoPeople.RegionalHead, ViewerRoles.OperationsManager, "Decides for everyone in her region");

    /// <summary>The first one is used on a first visit.</summary>
    public static IReadOnlyList<Persona> All { get; } =
    [
        RegionalHead,
        Of("team-lead", DemoPeople.TeamLead, ViewerRoles.OperationsManager, "Decides for his own team"),
        Of("finops", DemoPeople.FinOps, ViewerRoles.FinOps, "Sees everyone and all money"),
        Of("administrator", DemoPeople.Administrator, ViewerRoles.Administrator, "Runs jobs, sets policies"),
        Of("auditor", DemoPeople.Auditor, ViewerRoles.Auditor, "Reads everything, changes nothing"),
    ];

    public static Persona Find(string? key) => All.FirstOrDefault(persona => persona.Key == key) ?? RegionalHead;

    public ClaimsPrincipal SignIn(string scheme)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, "persona:" + Key), new(ClaimTypes.Name, Name), new(ClaimTypes.Email, Email)];
        claims.AddRange(
            Enum.GetValues<ViewerRoles>()
                .Where(role => role != ViewerRoles.None && Roles.HasFlag(role))
                .Select(role => new Claim(ClaimTypes.Role, role.ToString()))
        );
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    private static Persona Of(string key, DemoPerson person, ViewerRoles roles, string sees) =>
        new(key, person.Name, person.Title, person.Email, roles, sees);
}
