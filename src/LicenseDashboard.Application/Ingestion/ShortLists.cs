using System.Globalization;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Checks a staged directory before it is stored, because an incomplete list would remove people today and treat them as new tomorrow.
/// Checks all lists, so that an administrator sees everything at once.
/// </summary>
internal sealed class ShortLists(Import import)
{
    private const string WhatToDo =
        "Nothing was imported, and existing data is kept. The next import tries again automatically. "
        + "If Genesys Cloud shows the same list, an administrator can accept it once on the Jobs page.";

    private readonly Dictionary<string, (long Withheld, bool BrokeOff, long Listed)> _short = [];

    private int Platform => import.Platform.Key;

    /// <summary>A list ended before its own total. Lists of the same kind (the holders of each role) are added up.</summary>
    public void Ended(string list, ShortListException ended)
    {
        var (withheld, brokeOff, listed) = _short.GetValueOrDefault(list);
        _short[list] = (
            withheld + Math.Max(0, (ended.Stated ?? ended.Listed) - ended.Listed),
            brokeOff || ended.Stated is null,
            listed + ended.Listed
        );
    }

    /// <summary>Returns if the snapshot may be stored and consumes an open acceptance, whether needed or not. Otherwise throws.</summary>
    public async Task CheckAsync(DirectorySnapshot snapshot, CancellationToken ct)
    {
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        var refused = await RefusedAsync(db, snapshot, ct);
        if (await SpendAsync(db, refused, ct))
        {
            return;
        }

        await db.InTransactionAsync(
            async token =>
            {
                db.RefusedLists.AddRange(refused);
                await db.AppendAsync(
                    [
                        import.Entry(
                            "ingest.refused",
                            string.Join(
                                "; ",
                                refused.Select(list =>
                                    string.Create(
                                        CultureInfo.InvariantCulture,
                                        $"{list.List} listed {list.Listed} known {list.Known} missing {list.Missing} withheld "
                                            + $"{list.Withheld}"
                                    )
                                )
                            )
                        ),
                    ],
                    token
                );
            },
            ct
        );
        throw new JobFailedException($"{string.Join(' ', refused.Select(list => list.Words))} {WhatToDo}");
    }

    private async Task<List<RefusedList>> RefusedAsync(LicenseDb db, DirectorySnapshot snapshot, CancellationToken ct)
    {
        var people = await db
            .People.Where(p => p.PlatformKey == Platform && p.State != PersonState.Deleted)
            .Select(p => p.VendorId)
            .ToHashSetAsync(ct);
        if (people.Count == 0 && snapshot.People.Count == 0)
        {
            throw new JobFailedException(
                "Genesys Cloud listed no people. Check that the client can view every division (directory:user:view), then run the "
                    + "import again."
            );
        }

        var holders = await db
            .People.Where(p => p.PlatformKey == Platform && db.Seats.Any(s => s.PersonKey == p.Key && s.To == null))
            .Select(p => p.VendorId)
            .ToHashSetAsync(ct);
        var roles = await db.Roles.Where(r => r.PlatformKey == Platform && r.Present).Select(r => r.VendorId).ToHashSetAsync(ct);
        var skus = await db.Skus.Where(s => s.PlatformKey == Platform && s.Defined).Select(s => s.VendorId).ToHashSetAsync(ct);
        List<RefusedList?> found =
        [
            Compare("people", people, [.. snapshot.People.Select(p => p.Id)]),
            Compare("seats", holders, [.. snapshot.Seats.Where(s => s.SkuIds.Count > 0).Select(s => s.PersonId)]),
            Compare("roles", roles, [.. snapshot.Roles.Select(r => r.Id)]),
            Compare("licenses", skus, [.. snapshot.Skus.Select(s => s.Id)]),
        ];
        return
        [
            .. found.OfType<RefusedList>(),
            .. _short
                .Keys.Except(found.OfType<RefusedList>().Select(list => list.List))
                .Select(list => Refused(list, (int)_short[list].Listed, 0, 0)),
        ];
    }

    private RefusedList? Compare(string list, HashSet<string> known, HashSet<string> listed)
    {
        var missing = known.Count(id => !listed.Contains(id));
        return _short.ContainsKey(list) || RefusedList.IsShrunken(listed.Count, known.Count, missing)
            ? Refused(list, listed.Count, known.Count, missing)
            : null;
    }

    private RefusedList Refused(string list, int listed, int known, int missing)
    {
        var (withheld, brokeOff, _) = _short.GetValueOrDefault(list);
        return new RefusedList
        {
            Run = import.Id,
            List = list,
            PlatformKey = Platform,
            Listed = listed,
            Known = known,
            Missing = missing,
            Withheld = (int)Math.Min(withheld, int.MaxValue),
            BrokeOff = brokeOff,
        };
    }

    /// <summary>
    /// The acceptance is consumed by this import before it stores anything; an import that fails releases it by its status. Only one of
    /// two concurrent imports gets it.
    /// </summary>
    private async Task<bool> SpendAsync(LicenseDb db, List<RefusedList> refused, CancellationToken ct) =>
        await db.InTransactionAsync(
            async token =>
            {
                var open = db.RefusedLists.Where(l =>
                    l.PlatformKey == Platform
                    && l.AcceptedAt != null
                    && (
                        l.UsedBy == null
                        || db.ImportRuns.Any(r => r.Id == l.UsedBy && r.Status != RunStatus.Running && r.Status != RunStatus.Succeeded)
                    )
                );
                var accepted = await open.AsNoTracking().ToListAsync(token);
                if (!refused.TrueForAll(list => accepted.Exists(one => one.Allows(list))))
                {
                    return false;
                }

                var run = import.Id;
                var spent =
                    accepted.Count == 0 ? 0 : await open.ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedBy, (RunId?)run), token);
                return spent == accepted.Count;
            },
            ct
        );
}
