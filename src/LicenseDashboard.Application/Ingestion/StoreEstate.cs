using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Stores licenses, roles, grants, and seats with their dates. Removed items keep their row if history refers to them; grants are current
/// state only.
/// </summary>
internal sealed class StoreEstate(Import import, SnapshotWriter writer)
{
    private static readonly BulkTable<OfferedSku> Skus = new(s => new { s.PlatformKey, s.VendorId });
    private static readonly BulkTable<Role> Roles = new(r => new { r.PlatformKey, r.VendorId });
    private static readonly BulkTable<PersonGrant> PersonGrants = new(g => new
    {
        g.PersonKey,
        g.RoleKey,
        g.DivisionId,
    });
    private static readonly BulkTable<GroupGrant> GroupGrants = new(g => new
    {
        g.GroupKey,
        g.RoleKey,
        g.DivisionId,
    });
    private static readonly BulkTable<Seat> Seats = new(s => new
    {
        s.PersonKey,
        s.SkuKey,
        s.From,
    });

    /// <summary>
    /// If a person was missing from the list for at most this many days, the list was probably incomplete; after that, the seat is a new
    /// one.
    /// </summary>
    private const int GapDays = 14;

    private readonly UnlessSeenMeanwhile _unlessSeenMeanwhile = new(import);

    private int Platform => import.Platform.Key;

    public async Task RunAsync(DirectorySnapshot snapshot, CancellationToken ct)
    {
        await StoreSkusAsync(snapshot, ct);
        await StoreRolesAsync(snapshot, ct);
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        var people = await db.People.Where(p => p.PlatformKey == Platform).ToDictionaryAsync(p => p.VendorId, p => p.Key, ct);
        await StoreGrantsAsync(db, snapshot, people, ct);
        await StoreSeatsAsync(db, snapshot, people, ct);
    }

    private async Task StoreSkusAsync(DirectorySnapshot snapshot, CancellationToken ct)
    {
        var rows = snapshot
            .Skus.Select(s => new OfferedSku
            {
                PlatformKey = Platform,
                VendorId = s.Id,
                Defined = true,
                Permissions = [.. s.Permissions.Distinct().Order(StringComparer.Ordinal)],
                Prerequisites = [.. s.Prerequisites.Distinct().Order(StringComparer.Ordinal)],
                Comprises = [.. s.Comprises.Distinct().Order(StringComparer.Ordinal)],
            })
            .ToDictionary(s => s.VendorId);
        foreach (var id in snapshot.Seats.SelectMany(s => s.SkuIds).Where(Limits.IsId).Distinct())
        {
            if (rows.TryAdd(id, new OfferedSku { PlatformKey = Platform, VendorId = id }))
            {
                import.Oddities.Count("license", "licenses", "assigned but not defined");
            }
        }

        await using var db = await import.Databases.CreateDbContextAsync(ct);
        foreach (var gone in await db.Skus.AsNoTracking().Where(s => s.PlatformKey == Platform).ToListAsync(ct))
        {
            gone.Defined = false;
            rows.TryAdd(gone.VendorId, gone);
        }

        await writer.UpsertAsync(
            Skus,
            d => d.Skus.Where(s => s.PlatformKey == Platform),
            rows.Values,
            ct,
            import.Audited<OfferedSku>("Skus", s => s.VendorId)
        );
    }

    private async Task StoreRolesAsync(DirectorySnapshot snapshot, CancellationToken ct)
    {
        var rows = snapshot
            .Roles.Select(r => new Role
            {
                PlatformKey = Platform,
                VendorId = r.Id,
                Name = Limits.Text(r.Name, Limits.Name) ?? r.Id,
                Permissions = [.. r.Permissions.Distinct().Order(StringComparer.Ordinal)],
            })
            .ToDictionary(r => r.VendorId);
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        foreach (var gone in await db.Roles.AsNoTracking().Where(r => r.PlatformKey == Platform).ToListAsync(ct))
        {
            gone.Present = false;
            rows.TryAdd(gone.VendorId, gone);
        }

        await writer.UpsertAsync(
            Roles,
            d => d.Roles.Where(r => r.PlatformKey == Platform),
            rows.Values,
            ct,
            import.Audited<Role>("Roles", r => r.VendorId)
        );
    }

    private async Task StoreGrantsAsync(LicenseDb db, DirectorySnapshot snapshot, Dictionary<string, int> people, CancellationToken ct)
    {
        var roles = await db.Roles.Where(r => r.PlatformKey == Platform).ToDictionaryAsync(r => r.VendorId, r => r.Key, ct);
        var groups = await db.Groups.Where(g => g.PlatformKey == Platform).ToDictionaryAsync(g => g.VendorId, g => g.Key, ct);
        var byPerson = new List<PersonGrant>();
        var byGroup = new List<GroupGrant>();
        foreach (var grant in snapshot.Grants.Where(g => g.Kind != SubjectKind.Other))
        {
            var divisions = grant.DivisionIds.Where(Limits.IsId).Distinct().ToList();
            var subjects = grant.Kind == SubjectKind.Person ? people : groups;
            if (
                !roles.TryGetValue(grant.RoleId, out var role)
                || !subjects.TryGetValue(grant.SubjectId, out var subject)
                || divisions.Count == 0
            )
            {
                import.Oddities.Count("grant", "grants", "to an unknown person or without a division");
            }
            else if (grant.Kind == SubjectKind.Person)
            {
                byPerson.AddRange(
                    divisions.Select(d => new PersonGrant
                    {
                        PersonKey = subject,
                        RoleKey = role,
                        DivisionId = d,
                    })
                );
            }
            else
            {
                byGroup.AddRange(
                    divisions.Select(d => new GroupGrant
                    {
                        GroupKey = subject,
                        RoleKey = role,
                        DivisionId = d,
                    })
                );
            }
        }

        var since = _unlessSeenMeanwhile.Since;
        await _unlessSeenMeanwhile.RunAsync(
            db,
            async newer =>
                await writer.ReplaceAsync(
                    PersonGrants,
                    d =>
                        d.PersonGrants.Where(g =>
                            d.People.Any(p =>
                                p.Key == g.PersonKey && p.PlatformKey == Platform && (p.SeatSeenAt == null || p.SeatSeenAt < since)
                            )
                        ),
                    [.. byPerson.Where(g => !newer.Contains(g.PersonKey))],
                    ct,
                    _unlessSeenMeanwhile.Watched(
                        newer,
                        import.Audited<PersonGrant>("PersonGrants", g => FormattableString.Invariant($"{g.PersonKey}/{g.RoleKey}"))
                    )
                ),
            ct
        );
        await writer.ReplaceAsync(
            GroupGrants,
            d => d.GroupGrants.Where(g => d.Groups.Any(p => p.Key == g.GroupKey && p.PlatformKey == Platform)),
            byGroup,
            ct,
            import.Audited<GroupGrant>("GroupGrants", g => FormattableString.Invariant($"{g.GroupKey}/{g.RoleKey}"))
        );
    }

    /// <summary>
    /// The vendor keeps no history, so a seat lasts from the first day we saw it to the first day we no longer did. Repeating it on the
    /// same day changes nothing. If a person held nothing for at most <see cref="GapDays"/> days and then the same again, they were
    /// missing from a list and the seat continues.
    /// </summary>
    private async Task StoreSeatsAsync(LicenseDb db, DirectorySnapshot snapshot, Dictionary<string, int> people, CancellationToken ct)
    {
        var skus = await db.Skus.Where(s => s.PlatformKey == Platform).ToDictionaryAsync(s => s.VendorId, s => s.Key, ct);
        var held = new HashSet<(int Person, int Sku)>();
        foreach (var seat in snapshot.Seats)
        {
            if (!people.TryGetValue(seat.PersonId, out var person))
            {
                import.Oddities.Count("license", "licenses", "of an unlisted person");
                continue;
            }

            held.UnionWith(seat.SkuIds.Where(skus.ContainsKey).Select(id => (person, skus[id])));
        }

        await _unlessSeenMeanwhile.RunAsync(
            db,
            async newer =>
            {
                var rows = await SeatRowsAsync(db, held, newer, ct);
                await writer.UpsertAsync(
                    Seats,
                    d => d.Seats.Where(s => d.People.Any(p => p.Key == s.PersonKey && p.PlatformKey == Platform)),
                    rows,
                    ct,
                    _unlessSeenMeanwhile.Watched(
                        newer,
                        import.Audited<Seat>("Seats", s => FormattableString.Invariant($"{s.PersonKey}/{s.SkuKey}"))
                    )
                );
            },
            ct
        );
    }

    private async Task<List<Seat>> SeatRowsAsync(
        LicenseDb db,
        HashSet<(int Person, int Sku)> held,
        HashSet<int> newer,
        CancellationToken ct
    )
    {
        var today = import.Today;
        var oldest = today.AddDays(-GapDays);
        var stored = await db
            .Seats.AsNoTracking()
            .Where(s => db.People.Any(p => p.Key == s.PersonKey && p.PlatformKey == Platform) && (s.To == null || s.To >= oldest))
            .ToListAsync(ct);
        var left = held.Where(h => !newer.Contains(h.Person)).ToHashSet();
        var rows = new List<Seat>();
        foreach (var seat in stored.Where(s => s.To is null && !newer.Contains(s.PersonKey) && !left.Remove((s.PersonKey, s.SkuKey))))
        {
            seat.To = today;
            rows.Add(seat);
        }

        var before = stored.Where(s => s.To is not null).ToLookup(s => (s.PersonKey, s.SkuKey));
        var ofPerson = stored.ToLookup(s => s.PersonKey);
        foreach (var (person, sku) in left)
        {
            if (
                before[(person, sku)].MaxBy(s => s.To) is { } again
                && (again.To == today || !ofPerson[person].Any(s => s.From < today && (s.To is null || s.To > again.To)))
            )
            {
                again.To = null;
                rows.Add(again);
            }
            else
            {
                rows.Add(
                    new Seat
                    {
                        PersonKey = person,
                        SkuKey = sku,
                        From = today,
                    }
                );
            }
        }

        return rows;
    }
}
