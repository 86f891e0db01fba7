namespace LicenseDashboard.Core.Rightsizing;

/// <summary>One change: a role removed, and the one added in its place, if any.</summary>
internal readonly record struct Change(Role Taken, Role? New);

/// <summary>One or two changes of a person's direct grants, and their effects.</summary>
internal sealed class Plan
{
    /// <summary>By ID of the removed role.</summary>
    public required IReadOnlyList<Change> Changes { get; init; }

    /// <summary>What remains, direct and through groups.</summary>
    public required RoleSet Remaining { get; init; }

    /// <summary>Permissions held now but not afterwards, for each of <see cref="Access.Places"/>.</summary>
    public required IReadOnlyList<PermissionSet> LostIn { get; init; }

    /// <summary>The union over all places.</summary>
    public required PermissionSet Lost { get; init; }

    public required int LostCount { get; init; }

    /// <summary>Features that lose a permission held now.</summary>
    public required FeatureSet Loses { get; init; }

    /// <summary>The features among them that keep some permission.</summary>
    public required FeatureSet LosesPart { get; init; }

    /// <summary>Lost permissions that no feature watches and that are not harmless.</summary>
    public required PermissionSet Unseen { get; init; }

    public required int UnseenCount { get; init; }

    /// <summary>Places (their index as a character) in which the guard permission is removed.</summary>
    public required string GuardTakenIn { get; init; }

    /// <summary>True if it swaps an administrator-type role for the reporting role.</summary>
    public required bool IsReportingOnly { get; init; }

    public int Swaps => Changes.Count(change => change.New is not null);
}
