using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>What is known about unused seats on one day.</summary>
/// <param name="Findings">By person.</param>
/// <param name="Seen">Activity of everybody, by person; activity withdraws a row.</param>
/// <param name="Active">People with an active account.</param>
/// <param name="Holding">People with a base license.</param>
/// <param name="WindowFrom">By person: the first day on which activity counts.</param>
/// <param name="LateNote">Set while a stream is late; then nothing is withdrawn, raised or taken.</param>
internal sealed record InactivityResult(
    DateOnly Today,
    IReadOnlyDictionary<int, ReclaimFinding> Findings,
    IReadOnlyDictionary<int, LastSeen> Seen,
    IReadOnlySet<int> Active,
    IReadOnlySet<int> Holding,
    Func<int, DateOnly> WindowFrom,
    string? LateNote
);

/// <summary>A live row of kind Reclaim with its case.</summary>
/// <param name="TakenBefore">True if a policy approved it once and it came back; policies don't try twice.</param>
internal sealed record LiveReclaim(LiveRow Row, ReclamationCase Case, bool TakenBefore);

/// <param name="Change">Null if only the step moves.</param>
internal sealed record Reclaiming(
    LiveRow Row,
    LiveChange? Change,
    ReclaimFinding? Finding,
    PersonLine? Person,
    string Note,
    DateOnly? LastSeenOn
) : RowChange(Row, Change, Person, Note)
{
    public override Advice? Advice => Finding is null ? null : Advice.Of(Finding);

    public override Evidence? Evidence => Finding is null ? null : Evidence.Of(Finding);
}

/// <summary>The differences between unused seats and existing rows. Pure; contains nothing for people without changes.</summary>
internal sealed record ReclaimPlan(IReadOnlyList<Reclaiming> Changes, IReadOnlyList<(PersonLine Person, ReclaimFinding Finding)> New)
{
    public const string SeatGone = "The license was removed.";
    public const string NeverSeen = "There is no recorded activity for this account; it is listed under Never seen.";

    /// <summary>Beginning of the note of a row withdrawn because of activity; lists recognize such rows by it.</summary>
    public const string SignOfLife = "Active on ";

    /// <param name="taken">People with a live row of any kind.</param>
    public static ReclaimPlan Of(
        InactivityResult result,
        IReadOnlyCollection<LiveReclaim> live,
        IReadOnlySet<int> taken,
        IReadOnlySet<int> suppressed,
        IReadOnlyDictionary<int, PersonLine> people,
        Func<int, bool> isAutomatic
    )
    {
        var changes = live.Select(one => Change(one, result, people.GetValueOrDefault(one.Row.PersonKey), isAutomatic))
            .OfType<Reclaiming>()
            .ToList();
        return new ReclaimPlan(
            changes,
            result.LateNote is not null
                ? []
                :
                [
                    .. result
                        .Findings.Values.Where(finding =>
                            !taken.Contains(finding.PersonKey)
                            && !suppressed.Contains(finding.PersonKey)
                            && people.ContainsKey(finding.PersonKey)
                        )
                        .OrderBy(finding => finding.PersonKey)
                        .Select(finding => (people[finding.PersonKey], finding)),
                ]
        );
    }

    private static Reclaiming? Change(LiveReclaim live, InactivityResult result, PersonLine? person, Func<int, bool> isAutomatic)
    {
        var row = live.Row;
        var moved = person is not null && person != row.Person ? person : null;
        var seen = result.Seen.GetValueOrDefault(row.PersonKey).On;
        var found = result.Findings.GetValueOrDefault(row.PersonKey);
        var steps =
            live.Case.LastSeenOn != seen
            || (!live.Case.IsLeaver && live.Case.Step != ReclamationCalendar.StepOn(live.Case.NotifiedOn, live.Case.DueOn, result.Today));
        if (live.Case.IsLeaver)
        {
            // Driven by reports of leaving, not by activity. An approved row is completed or handed back by its remediation.
            return moved is not null || live.Case.LastSeenOn != seen ? Make(moved is null ? null : LiveChange.Describe) : null;
        }

        if (result.LateNote is { } late && !HasSignedIn(live, result))
        {
            var doubted = row.Lane == Lane.Protected || (row.Lane == Lane.Review && row.LaneNote == late);
            return doubted && moved is null ? null : Make(doubted ? LiveChange.Describe : LiveChange.Doubt, note: late);
        }

        if (found is null || result.LateNote is not null)
        {
            return Make(LiveChange.Withdraw, note: Gone(row.PersonKey, result));
        }

        var finding = found with
        {
            LaneReasons =
            [
                .. found
                    .LaneReasons.Concat(Looked(live, result.Today, isAutomatic(row.PersonKey)))
                    .OrderByDescending(reason => reason.Lane),
            ],
        };
        var advice = Advice.Of(finding);
        return row.Status == RecommendationStatus.Approved && advice.Lane == Lane.Protected
                ? Make(LiveChange.Protect, finding, advice.LaneNote)
            : advice != row.Advice ? Make(LiveChange.Refresh, finding)
            : moved is not null ? Make(LiveChange.Describe)
            : steps ? Make(null)
            : null;

        Reclaiming Make(LiveChange? change, ReclaimFinding? with = null, string note = "") => new(row, change, with, moved, note, seen);
    }

    private static string Gone(int person, InactivityResult result)
    {
        var seen = result.Seen.GetValueOrDefault(person);
        return !result.Active.Contains(person) ? RaisePlan.Left
            : !result.Holding.Contains(person) ? SeatGone
            : seen is { On: { } on, DecidedBy: { } by } ? SignOfLife + FormattableString.Invariant($"{on:yyyy-MM-dd}: {SignWords.Of(by)}.")
            : NeverSeen;
    }

    /// <summary>Known even if streams are late. Another token makes no difference for an account listed because of its tokens.</summary>
    private static bool HasSignedIn(LiveReclaim live, InactivityResult result)
    {
        var seen = result.Seen.GetValueOrDefault(live.Row.PersonKey);
        var from = result.WindowFrom(live.Row.PersonKey);
        return seen.Login >= from || (seen.TokenIssued >= from && !InactiveSeats.IsOnlyTokens(live.Row.Reason));
    }

    /// <summary>What was looked up for this row when it became due, and its history.</summary>
    private static IEnumerable<LaneReason> Looked(LiveReclaim live, DateOnly today, bool automatic)
    {
        if (live.Case.VendorReason is { Length: > 0 } reason)
        {
            yield return new LaneReason("vendor-absence", Lane.Protected, $"recorded absence: {reason}; the person is expected back");
        }

        if (automatic && live.Case is { VendorReason: null, VendorReadOn: not null })
        {
            yield return new LaneReason(
                "vendor-reason-hidden",
                Lane.Review,
                "reasons for absence are not available, so this needs approval"
            );
        }

        if (live.Row.CashReason is { } cash)
        {
            yield return cash;
        }

        if (live.TakenBefore && live.Row.Status == RecommendationStatus.Open)
        {
            yield return new LaneReason(
                "came-back",
                Lane.Review,
                "the policy reclaimed it once and it was restored, so this needs approval"
            );
        }
    }
}
