using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Records who was in which division when, from the stored people. Called before and after they change, so that no move is lost if the
/// process is killed in between.
/// </summary>
internal sealed class DivisionHistory(Import import, SnapshotWriter writer)
{
    private static readonly BulkTable<PersonDivision> Stretches = new(d => new
    {
        d.PersonKey,
        d.From,
        d.DivisionKey,
    });

    private int Platform => import.Platform.Key;

    public async Task FollowAsync(CancellationToken ct)
    {
        var today = import.Today;
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        var people = await db
            .People.Where(p => p.PlatformKey == Platform)
            .Select(p => new { p.Key, Division = p.DivisionKey ?? Import.NoDivision })
            .ToListAsync(ct);
        var open = await OfPlatform(db).AsNoTracking().Where(d => d.To == null || d.To == today).ToListAsync(ct);
        var stored = open.ToLookup(d => d.PersonKey);
        var rows = new List<PersonDivision>();
        foreach (var person in people)
        {
            var mine = stored[person.Key].ToList();
            foreach (var left in mine.Where(d => d.To is null && d.DivisionKey != person.Division))
            {
                left.To = today;
                rows.Add(left);
            }

            if (mine.Find(d => d.DivisionKey == person.Division) is not { } here)
            {
                rows.Add(
                    new PersonDivision
                    {
                        PersonKey = person.Key,
                        DivisionKey = person.Division,
                        From = today,
                    }
                );
            }
            else if (here.To is not null)
            {
                // Left and came back today: they were never away.
                here.To = null;
                rows.Add(here);
            }
        }

        await writer.UpsertAsync(
            Stretches,
            OfPlatform,
            rows,
            ct,
            import.Audited<PersonDivision>("PersonDivisions", d => FormattableString.Invariant($"{d.PersonKey}/{d.DivisionKey}"))
        );
    }

    private IQueryable<PersonDivision> OfPlatform(LicenseDb db) =>
        db.PersonDivisions.Where(d => db.People.Any(p => p.Key == d.PersonKey && p.PlatformKey == Platform));
}
