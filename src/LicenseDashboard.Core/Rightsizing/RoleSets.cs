namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A set of roles and what it implies.</summary>
internal sealed class RoleSet(Func<RoleSet, (HeldLicense Inferred, bool Confirmed)> infer)
{
    private (HeldLicense Inferred, bool Confirmed)? _inferred;

    /// <summary>By id.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    public required PermissionSet Named { get; init; }

    public required PermissionSet Held { get; init; }

    /// <summary>
    /// Infer's answer if known, otherwise the estimate, interpreted by rule 0. Computed on demand, because most sets are only checked for
    /// what they hold.
    /// </summary>
    public HeldLicense Inferred => (_inferred ??= infer(this)).Inferred;

    /// <summary>True if the vendor's own answer is known. The empty set needs none.</summary>
    public bool Confirmed => (_inferred ??= infer(this)).Confirmed;
}

/// <summary>The role sets of a run, each computed once.</summary>
internal sealed class RoleSets(
    RoleBook roles,
    PermissionBook book,
    WhatIf whatIf,
    LicenseReader reader,
    IReadOnlyDictionary<string, IReadOnlyList<string>> answers
)
{
    private readonly Dictionary<string, RoleSet> _sets = new(StringComparer.Ordinal);

    public RoleSet Of(IEnumerable<Role> some)
    {
        char[] indices = [.. some.Select(role => (char)role.Index).Distinct().Order()];
        var lookup = _sets.GetAlternateLookup<ReadOnlySpan<char>>();
        return lookup.TryGetValue(indices, out var known) ? known : _sets[new string(indices)] = New(indices);
    }

    private RoleSet New(char[] indices)
    {
        var named = book.Empty;
        var held = book.Empty;
        foreach (var index in indices)
        {
            named |= roles.All[index].Named;
            held |= roles.All[index].Held;
        }

        return new(Infer)
        {
            Roles = [.. indices.Select(index => roles.All[index])],
            Named = named,
            Held = held,
        };
    }

    private (HeldLicense Inferred, bool Confirmed) Infer(RoleSet set)
    {
        if (set.Roles.Count == 0)
        {
            return (whatIf.Estimate(null), true);
        }

        return answers.Count > 0 && answers.TryGetValue(RoleSetHash.Of(set.Roles.Select(role => role.Id)), out var answer)
            ? (reader.Read(answer), true)
            : (whatIf.Estimate(set.Held), false);
    }
}
