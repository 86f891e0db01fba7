using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>The published shifts of one person in one week.</summary>
/// <param name="AskedOn">Local day.</param>
/// <param name="Days">As in <see cref="PlannedWeek.Days"/>.</param>
internal sealed record AskedWeek(DateOnly Monday, DateOnly AskedOn, int Days);

/// <summary>Planning, as far as the vendor returned it.</summary>
/// <param name="InManagementUnit">IDs of people; null while planning is unknown.</param>
/// <param name="Weeks">Person ID → known weeks: stored ones that still matter, and those just read.</param>
/// <param name="LastShiftOn">Person ID → last local day of a published shift, up to 30 days ahead.</param>
/// <param name="Fault">Why planning is unknown now; null if it is known.</param>
internal sealed record StagedPlanning(
    IReadOnlySet<string>? InManagementUnit,
    IReadOnlyDictionary<string, List<AskedWeek>> Weeks,
    IReadOnlyDictionary<string, DateOnly> LastShiftOn,
    VendorException? Fault
);

/// <summary>Held roles and licenses, as far as needed to decide whose published shifts are worth a request.</summary>
internal sealed record PlanningSubjects(
    IReadOnlyCollection<VendorPerson> People,
    IReadOnlyCollection<VendorRole> Roles,
    IReadOnlyCollection<VendorGrant> Grants,
    IReadOnlyCollection<(string GroupId, string PersonId)> Members,
    IReadOnlySet<string> GroupsUnknownFor
);

/// <summary>
/// Reads management units for everybody, and published shifts only for active people outside of them who hold a permission that planning
/// counts for, directly or through a group in any division. Results are stored by person and week. Any fault makes planning unknown for
/// everybody but doesn't end the import; what was read before it is kept.
/// </summary>
internal sealed class StagePlanning(Import import, Catalogue catalogue)
{
    private IReadUsage Usage => import.Vendor.Usage;

    public async Task<StagedPlanning> RunAsync(PlanningSubjects subjects, CancellationToken ct)
    {
        var weeks = await StoredAsync(ct);
        try
        {
            var planning = await Usage.PlanningAsync(RequestPriority.Ingest, ct);
            var members = planning.InManagementUnit.ToHashSet();
            var asked = planning.BusinessUnits.Count == 0 ? [] : Candidates(subjects, members);
            foreach (var monday in PlanningWeeks.Of(import.Today))
            {
                await AskAsync(planning, monday, asked, weeks, ct);
            }

            var last = new Dictionary<string, DateOnly>();
            foreach (var person in asked)
            {
                if (PlanningWeeks.LastDay(weeks[person].Select(week => (week.Monday, week.Days)), import.Today) is { } day)
                {
                    last[person] = day;
                }
            }

            return new(members, weeks, last, null);
        }
        catch (VendorException fault)
        {
            return new(null, weeks, new Dictionary<string, DateOnly>(), fault);
        }
    }

    private async Task AskAsync(
        VendorPlanning planning,
        DateOnly monday,
        IReadOnlyList<string> people,
        Dictionary<string, List<AskedWeek>> weeks,
        CancellationToken ct
    )
    {
        var due = people.Where(person => PlanningWeeks.IsDue(monday, AskedOn(person), import.Today)).ToList();
        if (due.Count == 0)
        {
            return;
        }

        var days = due.ToDictionary(person => person, _ => 0);
        var shifts = Usage.ShiftsAsync(planning, due, monday, monday.AddDays(6), import.Platform.Zone, RequestPriority.Ingest, ct);
        await foreach (var shift in shifts)
        {
            if (days.TryGetValue(shift.PersonId, out var known))
            {
                days[shift.PersonId] = known | PlanningWeeks.Bits(monday, shift.FirstDay, shift.LastDay);
            }
        }

        foreach (var (person, bits) in days)
        {
            if (!weeks.TryGetValue(person, out var known))
            {
                weeks[person] = known = [];
            }

            known.RemoveAll(week => week.Monday == monday);
            known.Add(new(monday, import.Today, bits));
        }

        DateOnly? AskedOn(string person) => weeks.GetValueOrDefault(person)?.Find(week => week.Monday == monday)?.AskedOn;
    }

    private List<string> Candidates(PlanningSubjects subjects, HashSet<string> inManagementUnit)
    {
        var planned = catalogue.Features.Where(feature => feature.Planned).SelectMany(feature => feature.Permissions);
        var patterns = planned.Select(PermissionPattern.Parse).ToList();
        var roles = subjects.Roles.Where(role => role.Permissions.Any(IsPlanning)).Select(role => role.Id).ToHashSet();
        var grants = subjects.Grants.Where(grant => roles.Contains(grant.RoleId)).ToList();
        var holders = grants.Where(grant => grant.Kind == SubjectKind.Person).Select(grant => grant.SubjectId).ToHashSet();
        var groups = grants.Where(grant => grant.Kind == SubjectKind.Group).Select(grant => grant.SubjectId).ToHashSet();
        holders.UnionWith(subjects.Members.Where(member => groups.Contains(member.GroupId)).Select(member => member.PersonId));

        // If a person's groups are unknown, they may hold it through one of them.
        holders.UnionWith(groups.Count > 0 ? subjects.GroupsUnknownFor : []);
        var active = subjects.People.Where(person => person.State == VendorUserState.Active).Select(person => person.Id);
        return [.. active.Where(person => holders.Contains(person) && !inManagementUnit.Contains(person)).Order(StringComparer.Ordinal)];

        bool IsPlanning(string permission) => patterns.Exists(pattern => pattern.Matches(PermissionPattern.Parse(permission)));
    }

    private async Task<Dictionary<string, List<AskedWeek>>> StoredAsync(CancellationToken ct)
    {
        var first = FactDay.Of(PlanningWeeks.Of(import.Today)[0]);
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        var rows = await (
            from week in db.PlannedWeeks
            join person in db.People on week.PersonKey equals person.Key
            where person.PlatformKey == import.Platform.Key && week.Week >= first
            select new
            {
                person.VendorId,
                week.Week,
                week.AskedOn,
                week.Days,
            }
        ).ToListAsync(ct);
        return rows.GroupBy(row => row.VendorId)
            .ToDictionary(
                of => of.Key,
                of => of.Select(row => new AskedWeek(FactDay.ToDate(row.Week), FactDay.ToDate(row.AskedOn), row.Days)).ToList()
            );
    }
}
