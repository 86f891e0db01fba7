namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Some roles together, and what they imply.</summary>
internal sealed class RoleSet(Func<RoleSet, (HeldLicense Inferred, bool Confirmed)> infer)
{
    private (HeldLicense Inferred, bool Confirmed)? _inferred;

    /// <summary>By id.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    public required PermissionSet Named { get; init; }

    public required PermissionSet Held { get; init; }

    /// <summary>
    /// Infer's answer where it was asked, else the estimate; read by rule 0. Worked out when asked for: most sets are only looked at for
    /// what they hold.
    /// </summary>
    public HeldLicense Inferred => (_inferred ??= infer(this)).Inferred;

    /// <summary>The vendor's own answer is known. Nothing needs no asking.</summary>
    public bool Confirmed => (_inferred ??= infer(this)).Confirmed;
}

/// <summary>Role sets of one run, each worked out once.</summary>
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
