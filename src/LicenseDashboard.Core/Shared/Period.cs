namespace LicenseDashboard.Core.Shared;

/// <summary>Local calendar days of a platform. The end is exclusive, as in the FOCUS specification.</summary>
public readonly record struct Period(DateOnly Start, DateOnly End)
{
    public int Days => End.DayNumber - Start.DayNumber;

    public DateOnly LastDay => End.AddDays(-1);

    public bool Contains(DateOnly day) => day >= Start && day < End;

    /// <summary>Both days included.</summary>
    public static Period Through(DateOnly first, DateOnly last) => new(first, last.AddDays(1));
}
