namespace LicenseDashboard.Core.Estate;

/// <summary>A license held by a person, with the first and last day seen by our daily snapshots. The vendor keeps no history.</summary>
public sealed class Seat
{
    public required int PersonKey { get; init; }

    public required int SkuKey { get; init; }

    /// <summary>First local day a snapshot saw it.</summary>
    public required DateOnly From { get; init; }

    /// <summary>First local day a snapshot no longer saw it; null while held.</summary>
    public DateOnly? To { get; set; }
}

/// <summary>A license named by the vendor's definitions or by a seat, whether or not the catalogue knows it.</summary>
public sealed class OfferedSku
{
    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    public required string VendorId { get; init; }

    /// <summary>False if a seat names it but the definitions don't.</summary>
    public bool Defined { get; set; }

    public List<string> Permissions { get; set; } = [];

    public List<string> Prerequisites { get; set; } = [];

    public List<string> Comprises { get; set; } = [];
}

/// <summary>A role at the vendor. Removed roles keep their row so that history can name them.</summary>
public sealed class Role
{
    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    public required string VendorId { get; init; }

    public required string Name { get; set; }

    public List<string> Permissions { get; set; } = [];

    public bool Present { get; set; } = true;
}

/// <summary>A role held directly by a person in one division. Current state only.</summary>
public sealed class PersonGrant
{
    public required int PersonKey { get; init; }

    public required int RoleKey { get; init; }

    /// <summary>The vendor's division id; <c>*</c> means all.</summary>
    public required string DivisionId { get; init; }
}

/// <summary>A role that members of a group hold in one division. Current state only.</summary>
public sealed class GroupGrant
{
    public required int GroupKey { get; init; }

    public required int RoleKey { get; init; }

    public required string DivisionId { get; init; }
}
