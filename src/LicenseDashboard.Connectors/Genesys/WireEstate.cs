using System.Text.Json.Serialization;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys;

internal sealed record WireDefinition
{
    public string? Id { get; init; }

    [JsonConverter(typeof(LenientObject<WirePermissionIds>))]
    public WirePermissionIds? Permissions { get; init; }

    public List<WireReference>? Prerequisites { get; init; }

    public List<WireReference>? Comprises { get; init; }
}

internal sealed record WirePermissionIds
{
    public List<string>? Ids { get; init; }
}

internal sealed record WireUserLicenses
{
    public string? Id { get; init; }

    public List<WireReference>? Licenses { get; init; }
}

internal sealed record WireRole
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public List<string>? Permissions { get; init; }

    public List<WirePolicy>? PermissionPolicies { get; init; }
}

internal sealed record WirePolicy
{
    public string? Domain { get; init; }

    public string? EntityName { get; init; }

    public List<string>? ActionSet { get; init; }
}

/// <summary>A subject that holds a role.</summary>
internal sealed record WireSubject
{
    public string? Id { get; init; }

    public string? Type { get; init; }

    public List<WireReference>? Divisions { get; init; }
}

/// <summary>Everything one subject holds.</summary>
internal sealed record WireSubjectGrants
{
    public string? Type { get; init; }

    public List<WireGrant>? Grants { get; init; }
}

internal sealed record WireGrant
{
    public string? SubjectId { get; init; }

    public WireReference? Division { get; init; }

    public WireReference? Role { get; init; }
}

internal sealed record WireGrantChange(IReadOnlyList<WireRoleDivision> Grants);

internal sealed record WireRoleDivision(string RoleId, string DivisionId);
