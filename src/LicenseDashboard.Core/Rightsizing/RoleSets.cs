namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Some roles together, and what they imply.</summary>
internal sealed class RoleSet
{
    /// <summary>By id.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    public required PermissionSet Named { get; init; }

    public required PermissionSet Held { get; init; }

    /// <summary>Infer's answer where it was asked, else the estimate; read by rule 0.</summary>
    public required HeldLicense Inferred { get; init; }

    /// <summary>The vendor's own answer is known. Nothing needs no asking.</summary>
    public required bool Confirmed { get; init; }
}

/// <summary>Role sets of one run, each worked out once.</summary>
internal sealed class RoleSets(RoleBook roles, PermissionBook book, WhatIf whatIf, LicenseReader reader, IReadOnlyDictionary<string, IReadOnlyList<string>> answers)
{
    private readonly Dictionary<string, RoleSet> _sets = new(StringComparer.Ordinal);

    /// <param name="indices">Ascending, without doubles: place of each role in the book.</param>
    public RoleSet Of(ReadOnlySpan<char> indices)
    {
        var lookup = _sets.GetAlternateLookup<ReadOnlySpan<char>>();
        return lookup.TryGetValue(indices, out var known) ? known : _sets[indices.ToString()] = New(indices);
    }

    public RoleSet Of(IEnumerable<Role> some)
    {
        char[] indices = [.. some.Select(role => (char)role.Index).Distinct().Order()];
        return Of(indices);
    }

    private RoleSet New(ReadOnlySpan<char> indices)
    {
        var members = new Role[indices.Length];
        var named = book.Empty;
        var held = book.Empty;
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = roles.All[indices[i]];
            named |= members[i].Named;
            held |= members[i].Held;
        }

        IReadOnlyList<string>? answer = null;
        var confirmed = members.Length == 0 || (answers.Count > 0 && answers.TryGetValue(RoleSetHash.Of(members.Select(role => role.Id)), out answer));
        return new()
        {
            Roles = members,
            Named = named,
            Held = held,
            Confirmed = confirmed,
            Inferred = answer is not null ? reader.Read(answer) : whatIf.Estimate(members.Length == 0 ? null : held),
        };
    }
}
