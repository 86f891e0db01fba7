using LicenseDashboard.Application.Persistence;

namespace LicenseDashboard.Application.Usage;

/// <summary>Local days of one stream whose facts are replaced, both ends included.</summary>
public sealed record FactRange(int PlatformKey, int StreamKey, DateOnly From, DateOnly To)
{
    /// <summary>Keeps a range within the size of a bitmap of days.</summary>
    public const int MaxDays = 128;

    /// <summary>Earlier days get facts but no coverage.</summary>
    public DateOnly? CoveredFrom { get; init; }

    /// <summary>Later days get facts but no coverage. Null means nothing is covered.</summary>
    public DateOnly? CoveredThrough { get; init; }

    /// <summary>Divisions that are covered. Read after the last row, so it can be filled while rows are read.</summary>
    public IReadOnlyCollection<int> Divisions { get; init; } = [];

    /// <summary>
    /// Called at the end of each write transaction that changed something, with the table and the changes. Runs use it to append their
    /// audit entry.
    /// </summary>
    public Func<LicenseDb, string, FactChanges, CancellationToken, Task>? Within { get; init; }

    public int Days => To.DayNumber - From.DayNumber + 1;
}

internal static class FactRangeWithin
{
    public static Task ToldAsync(this FactRange range, LicenseDb db, string table, long written, long removed, CancellationToken ct) =>
        range.Within is { } within && written + removed > 0
            ? within(db, table, new FactChanges(written, removed, 0), ct)
            : Task.CompletedTask;
}

/// <summary>What a replacement changed in the facts.</summary>
public sealed record FactChanges(long Written, long Removed, long Unchanged);
