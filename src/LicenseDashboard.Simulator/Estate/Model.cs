namespace LicenseDashboard.Simulator.Estate;

internal sealed record Role(string Id, string Name, IReadOnlyList<string> Permissions, bool Default = false);

/// <summary>A license as listed by the organization's own definitions.</summary>
internal sealed record LicenseDefinition(string Id, IReadOnlyList<string> Permissions, IReadOnlyList<string> Prerequisites);

internal sealed record Division(string Id, string Name);

internal sealed record Grant(string RoleId, string DivisionId);

/// <summary>A location with its own clock and holidays, one division and one management unit.</summary>
internal sealed record Site(string Name, string Country, TimeZoneInfo Zone, Division Division, string ManagementUnitId);

internal sealed class Group(string id, string name, IReadOnlyList<Grant> grants)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public IReadOnlyList<Grant> Grants { get; set; } = grants;

    public List<Person> Members { get; } = [];
}

/// <summary>The part of a person that writes can change. Replaced as a whole, so that readers never see a partial change.</summary>
internal sealed record Account(string State, int Version, IReadOnlyList<Grant> Grants, string? Reason, DateTime? ChangedAt)
{
    public bool IsActive => State == "active";

    /// <summary>Until <see cref="LicensesFrom"/>, the vendor still lists these.</summary>
    public IReadOnlyList<string> OldLicenses { get; init; } = [];

    public DateTime LicensesFrom { get; init; } = DateTime.MinValue;

    /// <summary>The same for the list of all users, which follows at its own pace.</summary>
    public IReadOnlyList<string> OldListed { get; init; } = [];

    public DateTime ListedFrom { get; init; } = DateTime.MinValue;
}

internal sealed class Person
{
    private Account _account = new("active", 1, [], null, null);

    public required int Index { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required string Title { get; init; }

    public required Site Site { get; init; }

    public string Department { get; init; } = "Operations";

    public string EmployeeType { get; init; } = "Full-time";

    public string? ManagerId { get; set; }

    public DateOnly? HiredOn { get; init; }

    /// <summary>Last working day of a person who has left.</summary>
    public DateOnly? LeftOn { get; init; }

    public bool InManagementUnit { get; init; }

    /// <summary>True if the person signs in through an identity provider, which leaves no date of a password login.</summary>
    public bool SingleSignOn { get; init; }

    /// <summary>Set by scenarios, which leave nothing to chance. Otherwise both follow from the working days.</summary>
    public DateTime? LastLogin { get; init; }

    public DateTime? TokenIssued { get; init; }

    public IReadOnlyList<Group> Groups { get; set; } = [];

    /// <summary>Licenses assigned manually, which stay regardless of the roles.</summary>
    public IReadOnlyList<string> ExplicitLicenses { get; set; } = [];

    /// <summary>Licenses that the roles imply but the vendor doesn't list.</summary>
    public IReadOnlyList<string> MissingLicenses { get; set; } = [];

    public Account Account
    {
        get => Volatile.Read(ref _account);
        set => Volatile.Write(ref _account, value);
    }
}
