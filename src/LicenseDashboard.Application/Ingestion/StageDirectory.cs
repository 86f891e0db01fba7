using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Reads a whole directory from the vendor. People, licenses, roles and grants must arrive; divisions and groups may be refused (403,
/// 404) and are then unknown. Planning and billing are evidence: a failure leaves them unknown but doesn't end the import. The number of
/// requests grows with pages and roles, not with people.
/// </summary>
internal sealed class StageDirectory(Import import, Catalogue catalogue, ShortLists lists)
{
    public const int Steps = 8;

    /// <summary>Billing reports only the first day, so the range must contain all days on which activity counts.</summary>
    private const int BilledDaysBack = 44;

    private IReadDirectory Directory => import.Vendor.Directory;

    private IReadEstate Estate => import.Vendor.Estate;

    public async Task<DirectorySnapshot> RunAsync(CancellationToken ct)
    {
        import.Begin("People");
        var people = await AllAsync(Directory.PeopleAsync(RequestPriority.Ingest, ct), person => person.Id, "person", "people", ct);
        await import.DoneAsync(0, ct);
        import.Begin("Divisions and groups");
        var divisions =
            await MayBeRefusedAsync(
                Directory.DivisionsAsync(RequestPriority.Ingest, ct),
                division => division.Id,
                "division",
                "divisions",
                ct
            ) ?? [];
        var groups = await MayBeRefusedAsync(Directory.GroupsAsync(RequestPriority.Ingest, ct), group => group.Id, "group", "groups", ct);
        await import.DoneAsync(0, ct);
        import.Begin("Licenses");
        var skus = (await Estate.SkusAsync(RequestPriority.Ingest, ct))
            .Where(sku => Limits.IsId(sku.Id))
            .DistinctBy(sku => sku.Id)
            .ToList();
        var seats = await AllAsync(Estate.SeatsAsync(RequestPriority.Ingest, ct), seat => seat.PersonId, "seat", "seats", ct);
        await import.DoneAsync(0, ct);
        import.Begin("Roles");
        var roles = await AllAsync(Estate.RolesAsync(RequestPriority.Ingest, ct), role => role.Id, "role", "roles", ct);
        await import.DoneAsync(0, ct);
        var grants = await GrantsAsync(roles, ct);
        await import.DoneAsync(0, ct);
        import.Begin("Group members");
        var (members, unknownFor) = await MembersAsync(people, groups, grants, ct);
        await import.DoneAsync(0, ct);
        import.Begin("Planning");
        var planning = await new StagePlanning(import, catalogue).RunAsync(new(people, roles, grants, members, unknownFor), ct);
        await import.DoneAsync(0, ct);
        import.Begin("Billable usage");
        var billed = await BilledAsync(ct);
        await import.DoneAsync(0, ct);
        return new DirectorySnapshot(people, divisions, groups ?? [], members, unknownFor, roles, grants, skus, seats, planning, billed);
    }

    private async Task<List<VendorGrant>> GrantsAsync(List<VendorRole> roles, CancellationToken ct)
    {
        var grants = new List<VendorGrant>();
        foreach (var role in roles)
        {
            import.Begin("Who holds which role");
            try
            {
                await foreach (var grant in Estate.GrantsOfRoleAsync(role.Id, RequestPriority.Ingest, ct))
                {
                    grants.Add(grant);
                }
            }
            catch (ShortListException e)
            {
                lists.Ended("role holders", e);
            }
            catch (VendorException e) when (e.Status == 404)
            {
                // Deleted between the listing and the request, so its holders have nothing from it.
                import.Oddities.Count("role", "roles", "gone during the read");
            }
        }

        return grants;
    }

    /// <summary>
    /// The listing of people names their groups. If the vendor omitted them, members are read by group for groups that hold a role.
    /// </summary>
    private async Task<(List<(string, string)> Members, HashSet<string> UnknownFor)> MembersAsync(
        List<VendorPerson> people,
        List<VendorGroup>? groups,
        List<VendorGrant> grants,
        CancellationToken ct
    )
    {
        var members = people.SelectMany(p => (p.GroupIds ?? []).Distinct().Select(id => (id, p.Id))).ToList();
        var open = people.Where(p => p.GroupIds is null).Select(p => p.Id).ToHashSet();
        if (open.Count == 0)
        {
            return (members, open);
        }

        var holding = grants.Where(g => g.Kind == SubjectKind.Group).Select(g => g.SubjectId);
        try
        {
            foreach (var group in holding.Concat(groups?.Select(g => g.Id) ?? []).Where(Limits.IsId).Distinct())
            {
                try
                {
                    await foreach (var member in Directory.GroupMembersAsync(group, RequestPriority.Ingest, ct))
                    {
                        if (open.Contains(member))
                        {
                            members.Add((group, member));
                        }
                    }
                }
                catch (ShortListException e)
                {
                    lists.Ended("group members", e);
                }
            }
        }
        catch (VendorException e) when (e.NotServed)
        {
            import.Oddities.Count("person", "people", "whose groups are not available", open.Count);
            return (members.Where(m => !open.Contains(m.Id)).ToList(), open);
        }

        return (members, []);
    }

    private async Task<StagedBilling> BilledAsync(CancellationToken ct)
    {
        try
        {
            var (from, to) = (import.Today.AddDays(-BilledDaysBack), import.Today.AddDays(-1));
            var rows = import.Vendor.Usage.BillableUsageAsync(from, to, import.Platform.Zone, RequestPriority.Ingest, ct);
            return new(await rows.ToArrayAsync(ct), null);
        }
        catch (VendorException fault)
        {
            return new([], fault);
        }
    }

    private async Task<List<T>?> MayBeRefusedAsync<T>(
        IAsyncEnumerable<T> rows,
        Func<T, string> id,
        string one,
        string many,
        CancellationToken ct
    )
    {
        try
        {
            return await AllAsync(rows, id, one, many, ct);
        }
        catch (VendorException e) when (e.NotServed)
        {
            import.Oddities.Count("refusal", "refusals", "to list " + many);
            return null;
        }
    }

    private async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> rows, Func<T, string> id, string one, string many, CancellationToken ct)
    {
        var all = new Dictionary<string, T>();
        try
        {
            await foreach (var row in rows.WithCancellation(ct))
            {
                var key = id(row);
                if (!Limits.IsId(key) || !all.TryAdd(key, row))
                {
                    import.Oddities.Count(one, many, "listed twice or without an id");
                }
            }
        }
        catch (ShortListException e)
        {
            // Every row that arrived is kept; whether that is enough is decided once all lists are here.
            lists.Ended(many, e);
        }

        return [.. all.Values];
    }
}
