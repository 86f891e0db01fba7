using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Core.Tests.Remediation;

/// <summary>Roles by id, and grants of them written as <c>role/division</c>.</summary>
internal static class HeldRoles
{
    private static readonly Dictionary<string, IReadOnlyList<string>> _roles = new()
    {
        ["omni"] = ["conversation:email:accept", "conversation:call:accept"],
        ["voice"] = ["conversation:call:accept"],
        ["grants"] = ["authorization:*:*"],
        ["employee"] = [],
    };

    public static IEnumerable<HeldGrant> Grants(params string[] held) =>
        held.Select(grant => grant.Split('/')).Select(parts => new HeldGrant(parts[0], parts[1]));

    public static IReadOnlyList<string> PermissionsOf(string role) => _roles[role];
}
