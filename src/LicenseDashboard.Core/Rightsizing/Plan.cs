namespace LicenseDashboard.Core.Rightsizing;

/// <summary>One change: a role taken, and the one put in its place or none.</summary>
internal readonly record struct Change(Role Taken, Role? New);

/// <summary>One or two changes of a person's direct grants, and what they do.</summary>
internal sealed class Plan
{
    /// <summary>By id of the role taken.</summary>
    public required IReadOnlyList<Change> Changes { get; init; }

    /// <summary>What remains, direct and by group.</summary>
    public required RoleSet Remaining { get; init; }

    /// <summary>Permissions held now and not afterwards, for each of <see cref="Access.Places"/>.</summary>
    public required IReadOnlyList<PermissionSet> LostIn { get; init; }

    /// <summary>All of them; each once, however many the places.</summary>
    public required PermissionSet Lost { get; init; }

    public required int LostCount { get; init; }

    /// <summary>Features of which a permission held now is lost.</summary>
    public required FeatureSet Loses { get; init; }

    /// <summary>Of those, the ones of which some permission is still held.</summary>
    public required FeatureSet LosesPart { get; init; }

    /// <summary>Permissions lost that no feature watches and that are not harmless.</summary>
    public required PermissionSet Unseen { get; init; }

    public required int UnseenCount { get; init; }

    /// <summary>Places (their index as a character) in which the guard permission is taken.</summary>
    public required string GuardTakenIn { get; init; }

    /// <summary>Swaps an administrator-type role for the reporting role.</summary>
    public required bool IsReportingOnly { get; init; }

    public int Swaps => Changes.Count(change => change.New is not null);
}
