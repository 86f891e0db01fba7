using System.Security.Claims;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Demo;

/// <summary>Somebody the demo lets one be. The mail is that of a person in the simulated directory, which is where their scope comes from.</summary>
public sealed record Persona(string Key, string Name, string Title, string Email, ViewerRoles Roles, string Sees)
{
    public static Persona RegionalHead { get; } = new("regional-head", "Regina Hartmann", "Regional Head of Operations", "regina.hartmann@demo.example", ViewerRoles.OperationsManager, "Decides for everyone in her region");

    /// <summary>The first is who a first visit is.</summary>
    public static IReadOnlyList<Persona> All { get; } =
    [
        RegionalHead,
        new("team-lead", "Tobias Lindner", "Team Lead", "tobias.lindner@demo.example", ViewerRoles.OperationsManager, "Decides for his own team"),
        new("finops", "Fiona Osei", "FinOps Analyst", "fiona.osei@demo.example", ViewerRoles.FinOps, "Sees everyone and all money"),
        new("administrator", "Adrian Novak", "Platform Administrator", "adrian.novak@demo.example", ViewerRoles.Administrator, "Runs jobs, sets policies"),
        new("auditor", "Aurelia Dietz", "Internal Auditor", "aurelia.dietz@demo.example", ViewerRoles.Auditor, "Reads everything, changes nothing"),
    ];

    public static Persona Find(string? key) => All.FirstOrDefault(persona => persona.Key == key) ?? RegionalHead;

    public ClaimsPrincipal SignIn(string scheme)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, "persona:" + Key), new(ClaimTypes.Name, Name), new(ClaimTypes.Email, Email)];
        claims.AddRange(Enum.GetValues<ViewerRoles>().Where(role => role != ViewerRoles.None && Roles.HasFlag(role)).Select(role => new Claim(ClaimTypes.Role, role.ToString())));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
