using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Stores which weeks of published shifts were read for whom, and the state of planning and billing. Deletes weeks that no longer matter.
/// </summary>
internal sealed class StorePlanning(Import import, SnapshotWriter writer)
{
    private static readonly BulkTable<PlannedWeek> Weeks = new(w => new { w.PersonKey, w.Week });

    private int Platform => import.Platform.Key;

    public async Task StoreWeeksAsync(StagedPlanning planning, CancellationToken ct)
    {
        Dictionary<string, int> keys;
        await using (var db = await import.Databases.CreateDbContextAsync(ct))
        {
            keys = await db.People.Where(p => p.PlatformKey == Platform).ToDictionaryAsync(p => p.VendorId, p => p.Key, ct);
        }

        var rows =
            from person in planning.Weeks
            where keys.ContainsKey(person.Key)
            from week in person.Value
            select new PlannedWeek
            {
                PersonKey = keys[person.Key],
                Week = FactDay.Of(week.Monday),
                AskedOn = FactDay.Of(week.AskedOn),
                Days = week.Days,
            };
        await writer.ReplaceAsync(
            Weeks,
            db => db.PlannedWeeks.Where(w => db.People.Any(p => p.Key == w.PersonKey && p.PlatformKey == Platform)),
            [.. rows],
            ct,
            import.Audited<PlannedWeek>("PlannedWeeks", w => FormattableString.Invariant($"{w.PersonKey}/{w.Week}"))
        );
    }

    /// <summary>Runs in the transaction that ends the import.</summary>
    public async Task NoteAsync(LicenseDb db, string name, VendorException? fault, CancellationToken ct)
    {
        var stream = await db.Streams.SingleOrDefaultAsync(s => s.PlatformKey == Platform && s.Name == name, ct);
        if (stream is null)
        {
            stream = new StreamStatus { PlatformKey = Platform, Name = name };
            db.Streams.Add(stream);
        }

        if (fault is null)
        {
            (stream.State, stream.Failure, stream.UnknownSince, stream.PulledAt) = (StreamState.Served, "", null, import.Now);
        }
        else
        {
            stream.State = fault.NotServed ? StreamState.NotServed : StreamState.Unknown;
            (stream.Failure, stream.UnknownSince) = (Limits.Text(fault.Message, Limits.Failure)!, stream.UnknownSince ?? import.Now);
        }
    }
}
