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

internal sealed record WireUserLicenses : IListed
{
    public string? Id { get; init; }

    [JsonIgnore]
    public string? RowKey => Id;

    public List<WireReference>? Licenses { get; init; }
}

internal sealed record WireRole : IListed
{
    public string? Id { get; init; }

    [JsonIgnore]
    public string? RowKey => Id;

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
internal sealed record WireSubject : IListed
{
    public string? Id { get; init; }

    /// <summary>A subject can have one row per division.</summary>
    [JsonIgnore]
    public string? RowKey => Id is null ? null : string.Join(' ', (Divisions ?? []).Select(division => division.Id).Prepend(Id));

    public string? Type { get; init; }

    public List<WireReference>? Divisions { get; init; }
}

/// <summary>Everything one subject holds.</summary>
internal sealed record WireSubjectGrants
{
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
