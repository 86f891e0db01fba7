using System.Linq.Expressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>What a live row is compared by.</summary>
internal sealed record LiveRow(
    RecommendationId Id,
    int Version,
    RecommendationStatus Status,
    RecommendationKind Kind,
    Lane Lane,
    string LaneNote,
    string Held,
    string HeldBase,
    string Target,
    string Reason,
    long SavingMicros,
    string Currency,
    bool HasPlan,
    string EvidenceHash,
    int PersonKey,
    string VendorId,
    string Name,
    string? Email,
    int? ManagerKey,
    string? ManagerName,
    string? Division,
    long Position,
    bool NeedsCashReview
)
{
    public static readonly Expression<Func<Recommendation, LiveRow>> Projection = r => new LiveRow(
        r.Id,
        r.Version,
        r.Status,
        r.Kind,
        r.Lane,
        r.LaneNote,
        r.Held,
        r.HeldBase,
        r.Target,
        r.Reason,
        r.ListSavingMicros,
        r.Currency,
        r.HasPlan,
        r.EvidenceHash,
        r.PersonKey,
        r.VendorId,
        r.Name,
        r.Email,
        r.ManagerKey,
        r.ManagerName,
        r.Division,
        r.Position,
        r.NeedsCashReview
    );

    public Advice Advice =>
        new(Kind, Lane, LaneNote, Held, HeldBase, Target, Reason, new Money(SavingMicros, Currency), HasPlan, EvidenceHash);

    /// <summary>Bills would become higher by it. An approved row keeps its lane: it was approved with that figure in view.</summary>
    public LaneReason? CashReason =>
        NeedsCashReview && (Status == RecommendationStatus.Open || Lane == Lane.Review)
            ? new LaneReason(
                "cash",
                Lane.Review,
                "bills would become higher, or more people would hold a license than its hard limit allows"
            )
            : null;

    public PersonLine Person => new(PersonKey, VendorId, Name, Email, ManagerKey, ManagerName, Division, Position);
}

internal enum LiveChange
{
    /// <summary>Only the copied attributes of the person.</summary>
    Describe,
    Refresh,

    /// <summary>A stream is late: the row stays, in review.</summary>
    Doubt,
    Protect,
    Withdraw,

    /// <summary>Approved for another target: withdrawn, and the new advice is raised.</summary>
    Replace,
}

internal sealed record Changing(LiveRow Row, LiveChange? Change, Finding? Finding, PersonLine? Person, string Note)
    : RowChange(Row, Change, Person, Note)
{
    public override Advice? Advice => Finding is null ? null : Advice.Of(Finding);

    public override Evidence? Evidence => Finding is null ? null : Evidence.Of(Finding);
}

internal readonly record struct Raising(PersonLine Person, Finding Finding);

/// <summary>The differences between findings and existing rows. Pure; contains nothing for people without changes.</summary>
internal sealed record RaisePlan(IReadOnlyList<Changing> Changes, IReadOnlyList<Raising> New, int Suppressed)
{
    public const string EvidenceGone = "There is no longer evidence for this recommendation.";
    public const string Left = "The person is no longer active.";
    public const string Answered = "It was rejected or restored.";
    public const string TargetChanged = "Another change is now recommended.";

    /// <param name="changed">People changed by us since the last directory import; nothing is raised for them before the next one.</param>
    public static RaisePlan Of(
        EvaluationResult result,
        IReadOnlyCollection<LiveRow> live,
        IReadOnlySet<(int Person, RecommendationKind Kind)> suppressed,
        IReadOnlySet<int> changed,
        IReadOnlyDictionary<int, PersonLine> people
    )
    {
        var verdicts = result.Verdicts.ToDictionary(verdict => verdict.PersonKey);
        var changes = new List<Changing>();
        foreach (var row in live.Where(row => row.Kind != RecommendationKind.Reclaim))
        {
            var verdict = verdicts.GetValueOrDefault(row.PersonKey);
            if (Change(row, verdict, result.LateNote, suppressed, people.GetValueOrDefault(row.PersonKey)) is { } change)
            {
                changes.Add(change);
            }
        }

        var taken = live.Select(row => row.PersonKey).ToHashSet();
        var fresh = result
            .Verdicts.OfType<Finding>()
            .Where(finding => !taken.Contains(finding.PersonKey) && people.ContainsKey(finding.PersonKey))
            .ToList();
        var kept = fresh.Where(finding => !IsSuppressed(finding, suppressed)).ToList();
        return new RaisePlan(
            changes,
            [
                .. kept.Where(finding => !changed.Contains(finding.PersonKey))
                    .Select(finding => new Raising(people[finding.PersonKey], finding)),
            ],
            fresh.Count - kept.Count
        );
    }

    private static bool IsSuppressed(Finding finding, IReadOnlySet<(int Person, RecommendationKind Kind)> suppressed) =>
        suppressed.Contains((finding.PersonKey, Advice.KindOf(finding.Kind)));

    private static Finding WithCash(Finding finding, LiveRow row) =>
        row.CashReason is { } reason && finding.Lane != Lane.Protected
            ? finding with
            {
                Lane = Lane.Review,
                LaneReasons = [.. finding.LaneReasons, reason],
            }
            : finding;

    private static Changing? Change(
        LiveRow row,
        Verdict? verdict,
        string? lateNote,
        IReadOnlySet<(int Person, RecommendationKind Kind)> suppressed,
        PersonLine? person
    )
    {
        var moved = person is not null && person != row.Person ? person : null;
        var finding = verdict is Finding found ? WithCash(found, row) : null;
        if (lateNote is not null)
        {
            var doubted = row.Lane == Lane.Protected || (row.Lane == Lane.Review && row.LaneNote == lateNote);
            return doubted && moved is null
                ? null
                : new Changing(row, doubted ? LiveChange.Describe : LiveChange.Doubt, null, moved, lateNote);
        }

        if (finding is null || IsSuppressed(finding, suppressed))
        {
            var note =
                finding is not null ? Answered
                : verdict is NoFinding { Reason: NoFindingReason.NotActive } ? Left
                : EvidenceGone;
            return new Changing(row, LiveChange.Withdraw, null, moved, note);
        }

        var advice = Advice.Of(finding);
        var same = advice.Kind == row.Kind && advice.Target == row.Target;
        return row.Status switch
        {
            RecommendationStatus.Approved when !same => new Changing(row, LiveChange.Replace, finding, person ?? row.Person, TargetChanged),
            RecommendationStatus.Approved when advice.Lane == Lane.Protected => new Changing(
                row,
                LiveChange.Protect,
                finding,
                moved,
                advice.LaneNote
            ),
            _ when advice != row.Advice => new Changing(row, LiveChange.Refresh, finding, moved, ""),
            _ when moved is not null => new Changing(row, LiveChange.Describe, null, moved, ""),
            _ => null,
        };
    }
}

internal static class PersonLines
{
    public static async Task<PersonLine> OneAsync(LicenseDb db, Person person, CancellationToken ct) =>
        new(
            person.Key,
            person.VendorId,
            person.Name,
            person.Email,
            person.ManagerKey,
            await db.People.Where(p => p.Key == person.ManagerKey).Select(p => p.Name).FirstOrDefaultAsync(ct),
            await db.Divisions.Where(d => d.Key == person.DivisionKey).Select(d => d.Name).FirstOrDefaultAsync(ct),
            person.Position
        );

    public static async Task<Dictionary<int, PersonLine>> ReadAsync(LicenseDb db, int platform, CancellationToken ct)
    {
        var people = await db
            .People.AsNoTracking()
            .Where(p => p.PlatformKey == platform)
            .Select(p => new
            {
                p.Key,
                p.VendorId,
                p.Name,
                p.Email,
                p.ManagerKey,
                p.DivisionKey,
                p.Position,
            })
            .ToListAsync(ct);
        var divisions = await db
            .Divisions.AsNoTracking()
            .Where(d => d.PlatformKey == platform)
            .ToDictionaryAsync(d => d.Key, d => d.Name, ct);
        var names = people.ToDictionary(p => p.Key, p => p.Name);
        return people.ToDictionary(
            p => p.Key,
            p => new PersonLine(
                p.Key,
                p.VendorId,
                p.Name,
                p.Email,
                p.ManagerKey,
                p.ManagerKey is { } manager ? names.GetValueOrDefault(manager) : null,
                p.DivisionKey is { } division ? divisions.GetValueOrDefault(division) : null,
                p.Position
            )
        );
    }
}
