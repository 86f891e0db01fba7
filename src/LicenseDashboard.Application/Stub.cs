#pragma warning disable
using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Usage;
namespace LicenseDashboard.Application.Persistence
{
    public sealed record BulkChanges<T>(IReadOnlyList<T> Added, IReadOnlyList<T> Changed, IReadOnlyList<T> Removed);
    public sealed class BulkTable<T>(Expression<Func<T, object>> key, Expression<Func<T, object>>? keep = null) { }
    public sealed class SnapshotWriter
    {
        public Task<BulkChanges<T>> ReplaceAsync<T>(BulkTable<T> table, Func<LicenseDb, IQueryable<T>> stored, IReadOnlyCollection<T> rows, CancellationToken ct, Func<LicenseDb, BulkChanges<T>, CancellationToken, Task>? within = null) => throw new NotImplementedException();
        public Task<BulkChanges<T>> UpsertAsync<T>(BulkTable<T> table, Func<LicenseDb, IQueryable<T>> stored, IReadOnlyCollection<T> rows, CancellationToken ct, Func<LicenseDb, BulkChanges<T>, CancellationToken, Task>? within = null) => throw new NotImplementedException();
    }
}
namespace LicenseDashboard.Application.Usage
{
    public sealed record FactRange(int PlatformKey, int StreamKey, DateOnly From, DateOnly To) { public DateOnly? CoveredFrom { get; init; } public DateOnly? CoveredThrough { get; init; } public IReadOnlyCollection<int> Divisions { get; init; } = []; }
    public sealed record FactChanges(long Written, long Removed, long Unchanged);
    public enum PresenceKind { Present, OnQueue, Idle }
    public record struct PresenceStretch(int PersonKey, long Start, long End, PresenceKind Kind);
    public sealed class UsageWriter { public Task<FactChanges> ReplaceAsync(FactRange range, IReadOnlyCollection<int> featureKeys, IAsyncEnumerable<UsageDay> rows, CancellationToken ct, Func<LicenseDb, FactChanges, CancellationToken, Task>? within = null) => throw new NotImplementedException(); }
    public sealed class PresenceWriter { public Task<FactChanges> ReplaceAsync(FactRange range, TimeZoneInfo zone, IAsyncEnumerable<PresenceStretch> rows, CancellationToken ct, Func<LicenseDb, FactChanges, CancellationToken, Task>? within = null) => throw new NotImplementedException(); }
}
