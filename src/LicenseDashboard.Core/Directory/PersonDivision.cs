namespace LicenseDashboard.Core.Directory;

/// <summary>
/// Days a person spent in a division, as directory imports saw it. Written only by them; a move leaves the old row with its last
/// day.
/// </summary>
public sealed class PersonDivision
{
    public required int PersonKey { get; init; }

    /// <summary>0 = in no division.</summary>
    public required int DivisionKey { get; init; }

    /// <summary>Local day of the import that first saw them there. Before the first row nothing is known.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Local day of the import that first saw them elsewhere: they may have worked in either on it. Null = still there.</summary>
    public DateOnly? To { get; set; }
}
