using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>The views of the Leavers page.</summary>
public enum LeaverView
{
    Held,
    Ambiguous,
    Returned,
    Scheduled,

    /// <summary>All others: in progress or ended.</summary>
    Recent,
}

/// <summary>An account that may be meant by an ambiguous leaver.</summary>
public sealed record LeaverCandidateRow(
    PersonId Id,
    string Name,
    string? Email,
    string? EmployeeId,
    string? Department,
    DateTime? LastLoginAt,
    bool HoldsSeat
);

/// <param name="Name">Of the person, otherwise of the identity; empty if neither is known.</param>
/// <param name="Said">Name on the roster while several accounts match.</param>
/// <param name="ReportedBy">A person's name, or what reported the leaver instead of a person.</param>
/// <param name="Told">Who imported it from which roster; null for an identity provider.</param>
/// <param name="Remediation">Status of the change at the vendor; null if none is planned.</param>
public sealed record LeaverRow(
    LeaverId Id,
    string? Platform,
    string Name,
    string? Email,
    LeaverSource Source,
    string ReportedBy,
    string? Told,
    DateTime ReportedAt,
    DateOnly? LastDay,
    LeaverStatus Status,
    string Note,
    string? Said,
    RemediationStatus? Remediation,
    bool MayRestore,
    IReadOnlyList<LeaverCandidateRow> Candidates
);

/// <summary>Leavers, for administrators and auditors.</summary>
public sealed class LeaverList(IDbContextFactory<LicenseDb> dbs)
{
    public static bool MaySee(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Has(ViewerRoles.Administrator | ViewerRoles.Auditor);
    }

    public static bool MayAct(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Has(ViewerRoles.Administrator);
    }

    /// <param name="sort">A known order of <see cref="LeaverSort"/>; anything else is the default.</param>
    public async Task<Outcome<PagedResult<LeaverRow>>> RunAsync(
        Viewer viewer,
        LeaverView view,
        string sort,
        Page page,
        CancellationToken ct
    )
    {
        if (!MaySee(viewer))
        {
            return Refusal.Forbidden("Only administrators and auditors can view leavers.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var leavers = Of(db, view);
        var total = await leavers.CountAsync(ct);
        var rows = await LeaverSort
            .Order(db, leavers, sort)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(l => new
            {
                Leaver = l,
                Platform = db.Platforms.Where(p => p.Key == l.PlatformKey).Select(p => p.Name).FirstOrDefault(),
                Person = db.People.Where(p => p.Key == l.PersonKey).Select(p => new { p.Name, p.Email }).FirstOrDefault(),
                Identity = db
                    .Identities.Where(i => i.Key == l.IdentityKey)
                    .Select(i => new
                    {
                        i.DisplayName,
                        i.UserName,
                        i.Email,
                    })
                    .FirstOrDefault(),
                Remediation = db
                    .Remediations.Where(r => r.RecommendationId == l.RecommendationId)
                    .OrderByDescending(r => r.CreatedAt)
                    .Select(r => (RemediationStatus?)r.Status)
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        var told = await ToldAsync(db, [.. rows.Select(row => LeaverWords.Subject(row.Leaver.Id))], ct);
        var names = await AuditHistory.NamesAsync(db, rows.Select(row => row.Leaver.ReportedBy), ct);
        var candidates = view == LeaverView.Ambiguous ? await CandidatesAsync(db, [.. rows.Select(row => row.Leaver.Id)], ct) : [];
        return new PagedResult<LeaverRow>(
            [
                .. rows.Select(row => new LeaverRow(
                    row.Leaver.Id,
                    row.Platform,
                    row.Person?.Name ?? row.Identity?.DisplayName ?? row.Identity?.UserName ?? "",
                    row.Person?.Email ?? row.Identity?.Email,
                    row.Leaver.Source,
                    names(row.Leaver.ReportedBy),
                    told.GetValueOrDefault(LeaverWords.Subject(row.Leaver.Id)),
                    row.Leaver.ReportedAt,
                    row.Leaver.LastDay,
                    row.Leaver.Status,
                    row.Leaver.Note,
                    row.Leaver.Said,
                    row.Remediation,
                    (row.Leaver.Status, row.Remediation)
                        is
                            (LeaverStatus.Returned, RemediationStatus.Verified or RemediationStatus.Failed)
                            or
                            (LeaverStatus.Planned, RemediationStatus.Verified),
                    candidates.GetValueOrDefault(row.Leaver.Id) ?? []
                )),
            ],
            total,
            page
        );
    }

    /// <summary>Number of leavers per view; 0 for views the viewer may not see.</summary>
    public async Task<IReadOnlyDictionary<LeaverView, int>> CountsAsync(Viewer viewer, CancellationToken ct)
    {
        if (!MaySee(viewer))
        {
            return Enum.GetValues<LeaverView>().ToDictionary(view => view, _ => 0);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var counts = await db
            .Leavers.GroupBy(l => l.Status)
            .Select(same => new { same.Key, Count = same.Count() })
            .ToDictionaryAsync(same => same.Key, same => same.Count, ct);
        var matches = await db.IdentityMatches.CountAsync(ct);
        return Enum.GetValues<LeaverView>()
            .ToDictionary(
                view => view,
                view =>
                    counts.Where(each => ViewOf(each.Key) == view).Sum(each => each.Value) + (view == LeaverView.Ambiguous ? matches : 0)
            );
    }

    private static IQueryable<Leaver> Of(LicenseDb db, LeaverView view)
    {
        var statuses = Enum.GetValues<LeaverStatus>().Where(status => ViewOf(status) == view).ToArray();
        return db.Leavers.AsNoTracking().Where(l => statuses.Contains(l.Status));
    }

    private static LeaverView ViewOf(LeaverStatus status) =>
        status switch
        {
            LeaverStatus.Held => LeaverView.Held,
            LeaverStatus.Ambiguous => LeaverView.Ambiguous,
            LeaverStatus.Returned => LeaverView.Returned,
            LeaverStatus.Scheduled => LeaverView.Scheduled,
            LeaverStatus.Due or LeaverStatus.WithoutSeat or LeaverStatus.Planned or LeaverStatus.Restored or LeaverStatus.Dismissed =>
                LeaverView.Recent,
        };

    /// <summary>From the audit, which keeps who reported a leaver and never changes.</summary>
    private static async Task<Dictionary<string, string>> ToldAsync(LicenseDb db, List<string> subjects, CancellationToken ct)
    {
        var told = await db
            .Audit.Where(e => subjects.Contains(e.Subject) && e.Action == "leaver.reported" && e.PersonalText != "")
            .OrderBy(e => e.Sequence)
            .Select(e => new { e.Subject, e.PersonalText })
            .ToListAsync(ct);
        return told.GroupBy(each => each.Subject).ToDictionary(same => same.Key, same => same.Last().PersonalText);
    }

    private static async Task<Dictionary<LeaverId, List<LeaverCandidateRow>>> CandidatesAsync(
        LicenseDb db,
        List<LeaverId> ids,
        CancellationToken ct
    )
    {
        var rows = await (
            from candidate in db.LeaverCandidates
            join person in db.People on candidate.PersonKey equals person.Key
            where ids.Contains(candidate.LeaverId)
            orderby person.Name, person.Key
            select new
            {
                candidate.LeaverId,
                person.Id,
                person.Name,
                person.Email,
                person.EmployeeId,
                person.Department,
                person.LastLoginAt,
                Seat = db.Seats.Any(s => s.PersonKey == person.Key && s.To == null),
            }
        ).ToListAsync(ct);
        return rows.GroupBy(row => row.LeaverId)
            .ToDictionary(
                same => same.Key,
                same =>
                    same.Select(row => new LeaverCandidateRow(
                            row.Id,
                            row.Name,
                            row.Email,
                            row.EmployeeId,
                            row.Department,
                            row.LastLoginAt,
                            row.Seat
                        ))
                        .ToList()
            );
    }
}
