using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>How an import ended, with a sentence for the Jobs page.</summary>
public sealed record ImportResult(ImportRun Run, string Summary);

/// <summary>
/// Imports people, reporting line, groups, roles, grants and seats. Reads everything first, then writes in bounded transactions. After a
/// kill, it is simply run again.
/// </summary>
public sealed class IngestDirectory(
    IVendorConnectors connectors,
    Catalogue catalogue,
    SnapshotWriter writer,
    LinkIdentities identities,
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock
)
{
    private const int StoreSteps = 3;

    public async Task<ImportResult> RunAsync(Viewer viewer, string platformName, JobProgress progress, CancellationToken ct)
    {
        var import = await Import.OpenAsync(dbs, clock, viewer, platformName, connectors, progress, ImportKinds.Directory, ct);
        return await import.RunAsync(
            async () =>
            {
                var lists = new ShortLists(import);
                var snapshot = await new StageDirectory(import, catalogue, lists).RunAsync(ct);
                await lists.CheckAsync(snapshot, ct);
                import.Begin("Storing people");
                var history = new DivisionHistory(import, writer);
                await history.FollowAsync(ct);
                await new StorePeople(import, writer).RunAsync(snapshot, ct);
                await history.FollowAsync(ct);
                var planning = new StorePlanning(import, writer);
                await planning.StoreWeeksAsync(snapshot.Planning, ct);
                await import.DoneAsync(snapshot.People.Count, ct);
                import.Begin("Storing roles and licenses");
                await new StoreEstate(import, writer).RunAsync(snapshot, ct);
                await import.DoneAsync(snapshot.Seats.Count, ct);
                await identities.RunAsync(viewer, import.Platform.Key, ct);
                import.Begin("Done");
                await CloseAsync(import, planning, snapshot, ct);
                await import.DoneAsync(0, ct);
                return $"{EnglishText.Count(snapshot.People.Count, "person", "people")}, {EnglishText.Count(snapshot.Seats.Count)} "
                    + $"with a license, {EnglishText.Count(snapshot.Roles.Count, "role", "roles")}.";
            },
            StageDirectory.Steps + StoreSteps,
            ct
        );
    }

    private static async Task CloseAsync(Import import, StorePlanning planning, DirectorySnapshot snapshot, CancellationToken ct)
    {
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                var platform = await db.Platforms.SingleAsync(p => p.Key == import.Platform.Key, token);
                platform.FirstSnapshotOn ??= import.Today;
                platform.BilledThrough = snapshot.Billing.Fault is null ? import.Today.AddDays(-1) : platform.BilledThrough;
                await planning.NoteAsync(db, StreamStatus.Planning, snapshot.Planning.Fault, token);
                await planning.NoteAsync(db, StreamStatus.Billing, snapshot.Billing.Fault, token);
                await db.AppendAsync(
                    [
                        import.Entry(
                            "ingest.ended",
                            FormattableString.Invariant($"people {snapshot.People.Count}, seats {snapshot.Seats.Count}")
                        ),
                    ],
                    token
                );
            },
            ct
        );
    }
}
