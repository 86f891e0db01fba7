using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Rightsizing;

/// <summary>Stores the results for everybody; writes only differences.</summary>
public sealed class StoreVerdicts(IDbContextFactory<LicenseDb> dbs, ILicenseDbProvider provider)
{
    private static readonly BulkTable<PersonVerdict> _table = new(v => v.PersonKey);
    private const int MaxNotes = 1000;

    public async Task RunAsync(int platform, IReadOnlyCollection<Verdict> verdicts, CancellationToken ct)
    {
        var changed = new List<PersonVerdict>();
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            var stored = await db
                .PersonVerdicts.AsNoTracking()
                .Where(v => v.PlatformKey == platform)
                .ToDictionaryAsync(v => v.PersonKey, ct);
            foreach (var verdict in verdicts)
            {
                var row = RowOf(platform, verdict);
                if (
                    !stored.TryGetValue(row.PersonKey, out var old)
                    || (old.Held, old.Life, old.NoFinding, old.DataNotes, old.UnconfirmedRoles)
                        != (row.Held, row.Life, row.NoFinding, row.DataNotes, row.UnconfirmedRoles)
                )
                {
                    changed.Add(row);
                }
            }
        }

        await using var writing = await dbs.CreateDbContextAsync(ct);
        var columns = _table.On(writing.Model);
        await using var bulk = provider.OpenBulk(writing);
        foreach (var batch in changed.OrderBy(row => row.PersonKey).Chunk(IBulkWriter.RowsPerTransaction))
        {
            await bulk.InTransactionAsync(
                async token => await bulk.UpsertAsync(columns.Shape, [.. batch.Select(columns.Cells)], token),
                ct
            );
        }
    }

    private static PersonVerdict RowOf(int platform, Verdict verdict)
    {
        var notes = string.Join("; ", verdict.DataNotes);
        return new PersonVerdict
        {
            PersonKey = verdict.PersonKey,
            PlatformKey = platform,
            Held = string.Join('+', verdict.Held),
            HeldBase = verdict.Held.Count > 0 ? verdict.Held[0] : "",
            Life = verdict.Life,
            NoFinding = (verdict as NoFinding)?.Reason,
            DataNotes = notes.Length <= MaxNotes ? notes : notes[..MaxNotes],
            UnconfirmedRoles = verdict.AskInfer is [var roles, ..] ? RoleSetHash.Of(roles) : null,
        };
    }
}
