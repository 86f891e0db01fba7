using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Stores divisions, people, the reporting line, groups and members. Rows other than members are never removed because history and facts
/// refer to them.
/// </summary>
internal sealed class StorePeople(Import import, SnapshotWriter writer)
{
    private static readonly BulkTable<Division> Divisions = new(d => new { d.PlatformKey, d.VendorId });
    private static readonly BulkTable<Group> Groups = new(g => new { g.PlatformKey, g.VendorId });
    private static readonly BulkTable<GroupMember> Members = new(m => new { m.GroupKey, m.PersonKey });
    private static readonly BulkTable<LogInDay> LogIns = new(d => new { d.Day, d.PersonKey });
    private static readonly BulkTable<Person> People = new(
        p => new { p.PlatformKey, p.VendorId },
        p => new
        {
            p.Id,
            p.ManagerKey,
            p.Position,
            p.PositionEnd,
            p.InCycle,
            p.SeatSeenAt,
        }
    );
    private static readonly BulkTable<Person> PeopleInLine = new(p => new { p.PlatformKey, p.VendorId }, p => new { p.Id, p.SeatSeenAt });

    private int Platform => import.Platform.Key;

    public async Task RunAsync(DirectorySnapshot snapshot, CancellationToken ct)
    {
        var divisions = await StoreDivisionsAsync(snapshot, ct);
        await UpsertPeopleAsync(snapshot, divisions, ct);
        await ArrangeAsync(snapshot, ct);
        await StoreGroupsAsync(snapshot, ct);
    }

    private async Task<Dictionary<string, int>> StoreDivisionsAsync(DirectorySnapshot snapshot, CancellationToken ct)
    {
        // The listing of divisions takes precedence. People also name theirs, which is all there is if the listing is refused.
        var inline = snapshot
            .People.Where(p => Limits.IsId(p.DivisionId))
            .Select(p => new VendorDivision(p.DivisionId!, p.DivisionName ?? ""));
        var rows = snapshot
            .Divisions.Concat(inline)
            .DistinctBy(d => d.Id)
            .Select(d => new Division
            {
                PlatformKey = Platform,
                VendorId = d.Id,
                Name = Limits.Text(d.Name, Limits.Name) ?? d.Id,
            })
            .ToList();
        var known = snapshot.Divisions.Select(d => d.Id).ToHashSet();
        if (known.Count > 0)
        {
            import.Oddities.Count(
                "person",
                "people",
                "in a division that is not listed",
                snapshot.People.Count(p => p.DivisionId is { } id && !known.Contains(id))
            );
        }

        await writer.UpsertAsync(
            Divisions,
            db => db.Divisions.Where(d => d.PlatformKey == Platform),
            rows,
            ct,
            import.Audited<Division>("Divisions", d => d.VendorId)
        );
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        return await db.Divisions.Where(d => d.PlatformKey == Platform).ToDictionaryAsync(d => d.VendorId, d => d.Key, ct);
    }

    private async Task UpsertPeopleAsync(DirectorySnapshot snapshot, Dictionary<string, int> divisions, CancellationToken ct)
    {
        var billed = Billed(snapshot);
        var rows = snapshot.People.Select(p => Row(p, snapshot, divisions, billed)).ToList();
        var overtaken = new List<LogInDay>();
        await using (var db = await import.Databases.CreateDbContextAsync(ct))
        {
            // No longer listed in any state: the person is gone.
            var listed = snapshot.People.Select(p => p.Id).ToHashSet();
            var byId = rows.ToDictionary(p => p.VendorId);
            var saidNames = snapshot.People.Where(p => !string.IsNullOrWhiteSpace(p.Name)).Select(p => p.Id).ToHashSet();
            foreach (var person in await db.People.AsNoTracking().Where(p => p.PlatformKey == Platform).ToListAsync(ct))
            {
                if (byId.TryGetValue(person.VendorId, out var row))
                {
                    KeepWhatIsNotSaid(row, person, saidNames.Contains(row.VendorId));
                    overtaken.AddRange(Overtaken(person, row));
                    if (snapshot.Planning.InManagementUnit is null)
                    {
                        // Unknown now; the last good answer stays.
                        (row.InManagementUnit, row.LastShiftOn) = (person.InManagementUnit, person.LastShiftOn);
                    }
                }

                if (!listed.Contains(person.VendorId))
                {
                    person.State = PersonState.Deleted;
                    person.InManagementUnit = false;
                    rows.Add(person);
                }
            }
        }

        // Before they are overwritten: a run that is killed in between keeps them again.
        await writer.UpsertAsync(LogIns, db => db.LogInDays.Where(_ => false), overtaken, ct);
        await writer.UpsertAsync(
            People,
            db => db.People.Where(p => p.PlatformKey == Platform),
            rows,
            ct,
            import.Audited<Person>("People", p => p.VendorId)
        );
    }

    /// <summary>
    /// What an answer omits is not always a change. Activity dates stay, and hire date, name and division are never empty. An omitted
    /// mail, title, department, manager or employee number means that it is empty. Keeping those would let a former manager decide or an
    /// old title pin features.
    /// </summary>
    private static void KeepWhatIsNotSaid(Person row, Person known, bool saidName)
    {
        row.LastLoginAt = Later(row.LastLoginAt, known.LastLoginAt);
        row.LastTokenAt = Later(row.LastTokenAt, known.LastTokenAt);
        row.LastBilledAt = Later(row.LastBilledAt, known.LastBilledAt);
        row.HiredOn ??= known.HiredOn;
        row.DivisionKey ??= known.DivisionKey;
        row.Name = saidName ? row.Name : known.Name;
    }

    /// <summary>Days that the last log-in or the last billing no longer tells of.</summary>
    private IEnumerable<LogInDay> Overtaken(Person known, Person row)
    {
        foreach (var (before, now) in new[] { (known.LastLoginAt, row.LastLoginAt), (known.LastBilledAt, row.LastBilledAt) })
        {
            if (import.Platform.DayOf(before) is { } day && day != import.Platform.DayOf(now))
            {
                yield return new LogInDay { Day = FactDay.Of(day), PersonKey = known.Key };
            }
        }
    }

    private static DateTime? Later(DateTime? said, DateTime? known) => said is null || known > said ? known : said;

    /// <summary>Billing identifies people by mail. An address shared by several accounts says nothing about any one of them.</summary>
    private Dictionary<string, DateTime> Billed(DirectorySnapshot snapshot)
    {
        var shared = snapshot
            .People.Select(p => PersonMail.Normalize(Limits.Mail(p.Email)))
            .OfType<string>()
            .GroupBy(mail => mail)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key)
            .ToHashSet();
        return snapshot
            .Billing.Rows.Select(row => (Mail: PersonMail.Normalize(row.Name), At: Limits.Past(row.FirstAt, import.Now)))
            .Where(row => row is { Mail: not null, At: not null } && !shared.Contains(row.Mail!))
            .GroupBy(row => row.Mail!)
            .ToDictionary(same => same.Key, same => same.Max(row => row.At!.Value));
    }

    private Person Row(
        VendorPerson person,
        DirectorySnapshot snapshot,
        Dictionary<string, int> divisions,
        Dictionary<string, DateTime> billed
    )
    {
        var mail = Limits.Mail(person.Email);
        import.Oddities.Count("person", "people", "with an invalid email address", person.Email is { Length: > 0 } && mail is null ? 1 : 0);
        var hired = person.HiredOn is { } day && Limits.IsHireDate(day, import.Today) ? person.HiredOn : null;
        import.Oddities.Count("person", "people", "with an invalid hire date", person.HiredOn is not null && hired is null ? 1 : 0);
        return new Person
        {
            PlatformKey = Platform,
            VendorId = person.Id,
            Name = Limits.Text(person.Name, Limits.Name) ?? person.Id,
            Email = mail,
            NormalizedEmail = PersonMail.Normalize(mail),
            State = person.State switch
            {
                VendorUserState.Active => PersonState.Active,
                VendorUserState.Inactive => PersonState.Inactive,
                VendorUserState.Deleted => PersonState.Deleted,
            },
            Title = Limits.Text(person.Title, Limits.Name),
            Department = Limits.Text(person.Department, Limits.Name),
            DivisionKey = person.DivisionId is { } division && divisions.TryGetValue(division, out var key) ? key : null,
            EmployeeId = Limits.Text(person.EmployeeId, Limits.EmployeeId),
            HiredOn = hired,
            GroupsKnown = !snapshot.GroupsUnknownFor.Contains(person.Id),
            LastLoginAt = Limits.Past(person.LastLoginAt, import.Now),
            LastTokenAt = Limits.Past(person.LastTokenAt, import.Now),
            LastBilledAt = PersonMail.Normalize(mail) is { } billedAs && billed.TryGetValue(billedAs, out var billedAt) ? billedAt : null,
            InManagementUnit = snapshot.Planning.InManagementUnit?.Contains(person.Id) ?? false,
            LastShiftOn = snapshot.Planning.LastShiftOn.TryGetValue(person.Id, out var shift) ? shift : null,
        };
    }

    private async Task ArrangeAsync(DirectorySnapshot snapshot, CancellationToken ct)
    {
        List<Person> people;
        await using (var db = await import.Databases.CreateDbContextAsync(ct))
        {
            people = await db.People.AsNoTracking().Where(p => p.PlatformKey == Platform).ToListAsync(ct);
        }

        var keys = people.ToDictionary(p => p.VendorId, p => p.Key);
        var managers = snapshot.People.ToDictionary(p => p.Id, p => p.ManagerId);
        foreach (var person in people)
        {
            if (managers.TryGetValue(person.VendorId, out var named))
            {
                person.ManagerKey = named is not null && keys.TryGetValue(named, out var key) ? key : null;
                import.Oddities.Count(
                    "person",
                    "people",
                    "with an unknown manager",
                    named is { Length: > 0 } && person.ManagerKey is null ? 1 : 0
                );
            }
        }

        var arrangement = ReportingLine.Arrange([
            .. people.Select(p => new LinePlace(p.Key, p.ManagerKey, p.Position, p.PositionEnd, p.InCycle)),
        ]);
        var byKey = people.ToDictionary(p => p.Key);
        foreach (var place in arrangement.Changes)
        {
            var person = byKey[place.Key];
            (person.Position, person.PositionEnd, person.InCycle) = (place.Position, place.PositionEnd, place.InCycle);
        }

        import.Oddities.Count("person", "people", "in a circular reporting line", arrangement.InCycles.Count);
        await writer.UpsertAsync(
            PeopleInLine,
            db => db.People.Where(p => p.PlatformKey == Platform),
            people,
            ct,
            import.Audited<Person>("ReportingLine", p => p.VendorId)
        );
    }

    private async Task StoreGroupsAsync(DirectorySnapshot snapshot, CancellationToken ct)
    {
        var named = snapshot
            .Grants.Where(g => g.Kind == SubjectKind.Group)
            .Select(g => g.SubjectId)
            .Concat(snapshot.Members.Select(m => m.GroupId))
            .Where(Limits.IsId);
        var rows = snapshot
            .Groups.Concat(named.Select(id => new VendorGroup(id, "")))
            .DistinctBy(g => g.Id)
            .Select(g => new Group
            {
                PlatformKey = Platform,
                VendorId = g.Id,
                Name = Limits.Text(g.Name, Limits.Name) ?? g.Id,
            })
            .ToList();
        await writer.UpsertAsync(
            Groups,
            db => db.Groups.Where(g => g.PlatformKey == Platform),
            rows,
            ct,
            import.Audited<Group>("Groups", g => g.VendorId)
        );
        Dictionary<string, int> groups,
            people;
        await using (var db = await import.Databases.CreateDbContextAsync(ct))
        {
            groups = await db.Groups.Where(g => g.PlatformKey == Platform).ToDictionaryAsync(g => g.VendorId, g => g.Key, ct);
            people = await db.People.Where(p => p.PlatformKey == Platform).ToDictionaryAsync(p => p.VendorId, p => p.Key, ct);
        }

        var members = snapshot
            .Members.Where(m => groups.ContainsKey(m.GroupId) && people.ContainsKey(m.PersonId))
            .Select(m => new GroupMember { GroupKey = groups[m.GroupId], PersonKey = people[m.PersonId] })
            .ToList();
        await writer.ReplaceAsync(
            Members,
            db => db.GroupMembers.Where(m => db.Groups.Any(g => g.Key == m.GroupKey && g.PlatformKey == Platform)),
            members,
            ct,
            import.Audited<GroupMember>("GroupMembers", m => FormattableString.Invariant($"{m.GroupKey}/{m.PersonKey}"))
        );
    }
}
