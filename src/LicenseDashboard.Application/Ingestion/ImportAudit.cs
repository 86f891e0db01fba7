using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// The audit of bulk writes: one entry per transaction with its table, the number of rows, and which rows if the list is short enough to
/// read.
/// </summary>
internal static class ImportAudit
{
    private const int Listed = 100;

    public static Func<LicenseDb, BulkChanges<T>, CancellationToken, Task> Audited<T>(this Import import, string table, Func<T, string> key)
        where T : class =>
        async (db, changes, ct) =>
        {
            var rows = $"{table}{Part("+", changes.Added, key)}{Part("~", changes.Changed, key)}{Part("-", changes.Removed, key)}";
            await db.AppendAsync([import.Entry("ingest.stored", rows)], ct);
        };

    public static Func<LicenseDb, string, FactChanges, CancellationToken, Task> Audited(this Import import, string stream, Period days) =>
        async (db, table, changes, ct) =>
            await db.AppendAsync(
                [
                    import.Entry(
                        "ingest.stored",
                        FormattableString.Invariant(
                            $"{table} of {stream} {days.Start:yyyy-MM-dd}..{days.LastDay:yyyy-MM-dd} +{changes.Written} -{changes.Removed}"
                        )
                    ),
                ],
                ct
            );

    private static string Part<T>(string sign, IReadOnlyList<T> rows, Func<T, string> key) =>
        rows.Count switch
        {
            0 => "",
            <= Listed => FormattableString.Invariant($" {sign}{rows.Count}: {string.Join(',', rows.Select(key))};"),
            _ => FormattableString.Invariant($" {sign}{rows.Count};"),
        };
}
