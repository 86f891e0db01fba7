using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>The only writer of usage days and of <see cref="FeatureUse"/>, their rollup.</summary>
public sealed class UsageWriter(IDbContextFactory<LicenseDb> dbs, ILicenseDbProvider provider)
{
    /// <summary>
    /// Replaces the facts of these features on the days of the range with <paramref name="rows"/>, which may be in any order; rows with
    /// the same person, feature and day are added up, and empty ones are dropped. All rows are read before anything is written; if
    /// reading fails, nothing has changed. An interrupted replacement leaves days without coverage and a rollup that matches the facts;
    /// repeating it completes it.
    /// </summary>
    public async Task<FactChanges> ReplaceAsync(
        FactRange range,
        IReadOnlyCollection<int> featureKeys,
        IAsyncEnumerable<UsageDay> rows,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(featureKeys);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(range.Days is > 0 and <= FactRange.MaxDays, true, nameof(range));
        ArgumentOutOfRangeException.ThrowIfZero(featureKeys.Count);
        var features = featureKeys.ToHashSet();
        var (first, last) = (FactDay.Of(range.From), FactDay.Of(range.To));
        using var sorter = new RowSorter<UsageRow>(provider.SpillFolder);
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (row.Day < first || row.Day > last || !features.Contains(row.FeatureKey))
            {
                throw new InvalidOperationException($"Day {row.Day}, feature {row.FeatureKey} is not part of this replacement.");
            }

            if (row.Count > 0)
            {
                sorter.Add(new UsageRow(row.Day, row.PersonKey, row.FeatureKey, row.Count, row.Seconds));
            }
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var bulk = provider.OpenBulk(db);
        return await new UsageReplacement(db, bulk, range, features).RunAsync(UsageRow.Summed(sorter.Sorted()), ct);
    }
}

internal readonly record struct UsageRow(int Day, int PersonKey, int FeatureKey, int Count, int Seconds) : IComparable<UsageRow>
{
    public int CompareTo(UsageRow other) =>
        Day != other.Day ? Day.CompareTo(other.Day)
        : PersonKey != other.PersonKey ? PersonKey.CompareTo(other.PersonKey)
        : FeatureKey.CompareTo(other.FeatureKey);

    /// <summary>One row per key; implausible values are limited to the largest integer.</summary>
    public static IEnumerable<UsageRow> Summed(IEnumerable<UsageRow> sorted)
    {
        UsageRow? open = null;
        foreach (var row in sorted)
        {
            if (open is not { } held)
            {
                open = row;
            }
            else if (held.CompareTo(row) == 0)
            {
                open = held with { Count = Capped(held.Count, row.Count), Seconds = Capped(held.Seconds, row.Seconds) };
            }
            else
            {
                yield return held;
                open = row;
            }
        }

        if (open is { } lastRow)
        {
            yield return lastRow;
        }
    }

    private static int Capped(int left, int right) => (int)Math.Min((long)left + right, int.MaxValue);
}
