namespace LicenseDashboard.Core.Directory;

/// <summary>The days a person spent in a division as seen by directory imports. When they move, the old row gets its last day.</summary>
public sealed class PersonDivision
{
    public required int PersonKey { get; init; }

    /// <summary>0 if in no division.</summary>
    public required int DivisionKey { get; init; }

    /// <summary>Local day of the import that first saw them here. Nothing is known before the first row.</summary>
    public required DateOnly From { get; init; }

    /// <summary>
    /// Local day of the import that first saw them elsewhere; they may have worked in either division on that day. Null if still here.
    /// </summary>
    public DateOnly? To { get; set; }
}
