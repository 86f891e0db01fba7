using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Spend;

/// <summary>What a platform may cost in a calendar year.</summary>
public sealed class Budget : IVersioned
{
    /// <summary>No year of a platform costs as much; a slip of the keyboard does.</summary>
    public const decimal MaxAmount = 1_000_000_000;

    public int Version { get; private set; } = 1;

    public required int PlatformKey { get; init; }

    public required int Year { get; init; }

    /// <summary>ISO 4217 code; that of the platform's contracts when it was entered.</summary>
    public required string Currency { get; set; }

    /// <summary>In millionths.</summary>
    public required long Micros { get; set; }

    /// <summary>The last month whose alert a notice was written for, so that each is told once; null if none was.</summary>
    public int? ToldMonth { get; set; }

    public IReadOnlyCollection<string> VersionedBy => [nameof(Currency), nameof(Micros)];

    /// <param name="field">As on the wire.</param>
    public static Outcome<long> MicrosOf(decimal amount, string field) =>
        amount switch
        {
            < 0 => Refusal.Invalid($"{field} must not be negative.", field),
            > MaxAmount => Refusal.Invalid($"{field} must be at most {MaxAmount:0}.", field),
            _ => Money.Of(amount, "").Micros,
        };

    public static Refusal? YearProblem(int year, int today) =>
        year < today - 10 || year > today + 10
            ? Refusal.Invalid($"year {year} is not between {today - 10} and {today + 10}. Enter the calendar year.", "year")
            : null;
}

/// <summary>The amount that is reserved for the people of a season tag in a calendar year.</summary>
public sealed class SeasonReserve : IVersioned
{
    public int Version { get; private set; } = 1;

    public required int PlatformKey { get; init; }

    /// <summary>Name of the tag.</summary>
    public required string Tag { get; init; }

    /// <summary>The year in which the season begins.</summary>
    public required int Year { get; init; }

    public required string Currency { get; set; }

    /// <summary>In millionths.</summary>
    public required long Micros { get; set; }
}
