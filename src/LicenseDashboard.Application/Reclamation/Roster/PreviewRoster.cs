using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Roster;

/// <summary>Shows what an HR roster would do, line by line. Writes nothing.</summary>
public sealed class PreviewRoster(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public const int MaxBytes = RosterFile.MaxBytes;

    /// <summary>Rows of a roster that can be imported, the columns first. Its people exist nowhere, so nothing happens if it is.</summary>
    public static IReadOnlyList<string[]> Sample(DateOnly today) => RosterFile.Sample(today);

    public async Task<Outcome<RosterPreview>> RunAsync(Viewer viewer, ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.Has(ViewerRoles.Administrator))
        {
            return Refusal.Forbidden("Only an administrator can import a roster.");
        }

        var entries = RosterFile.Read(file.Span);
        if (entries.Refusal is { } refusal)
        {
            return refusal;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var match = await RosterMatch.LoadAsync(db, ct);
        var stands = await RosterStanding.LoadAsync(db, clock.GetUtcNow().UtcDateTime, ct);
        var found = entries.Value.Select(entry => entry.Problem.Length > 0 ? new RosterFound([], []) : match.Find(entry)).ToList();
        var contradictions = Contradictions(entries.Value, found);
        var lines = new List<RosterLine>();
        foreach (var (entry, at) in entries.Value.Select((entry, at) => (entry, at)))
        {
            lines.Add(
                contradictions.TryGetValue(at, out var words)
                    ? Of(entry, found[at].People, RosterAction.Problem, words)
                    : await LineAsync(db, entry, found[at], match, stands, ct)
            );
        }

        return RosterPreview.Of(lines);
    }

    /// <summary>Lines that mean the same person: if they disagree, none is applied; if they agree, the first counts.</summary>
    private static Dictionary<int, string> Contradictions(IReadOnlyList<RosterEntry> entries, List<RosterFound> found)
    {
        var lines = found
            .SelectMany((each, at) => each.People.Select(person => (person.Key, At: at)))
            .ToLookup(each => each.Key, each => each.At);
        var said = new Dictionary<int, string>();
        for (var at = 0; at < found.Count; at++)
        {
            var others = found[at].People.SelectMany(person => lines[person.Key]).Where(other => other != at).Distinct().Order().ToList();
            if (
                others.FirstOrDefault(
                    other => entries[other].Status != entries[at].Status || entries[other].LastDay != entries[at].LastDay,
                    -1
                )
                is >= 0
                    and var against
            )
            {
                said[at] = FormattableString.Invariant(
                    $"Line {entries[against].Line} has different values for the same person. Keep one of them."
                );
            }
            else if (others.FirstOrDefault(other => other < at && Same(other, at), -1) is >= 0 and var first)
            {
                said[at] = FormattableString.Invariant($"Line {entries[first].Line} names the same person. Keep one of them.");
            }
        }

        return said;

        bool Same(int one, int other) =>
            found[one].People.Select(person => person.Key).ToHashSet().SetEquals(found[other].People.Select(person => person.Key));
    }

    private static async Task<RosterLine> LineAsync(
        LicenseDb db,
        RosterEntry entry,
        RosterFound found,
        RosterMatch match,
        RosterStanding stands,
        CancellationToken ct
    )
    {
        var people = found.People;
        if (entry.Problem.Length > 0 || people.Count == 0)
        {
            return Of(
                entry,
                people,
                RosterAction.Problem,
                entry.Problem.Length > 0 ? entry.Problem : "No account has this email address or employee ID on any platform."
            );
        }

        var ambiguous = found.Almost.Count > 0 || people.GroupBy(person => person.PlatformKey).Any(same => same.Count() > 1);
        return entry.Status switch
        {
            RosterStatus.Active or RosterStatus.Leave when found.Almost.Count > 0 => Of(
                entry,
                people,
                RosterAction.Problem,
                $"The directory has employee id {string.Join(" and ", found.Almost)}; write it exactly like this, or add the email address."
            ),
            RosterStatus.Active or RosterStatus.Leave when ambiguous => Of(
                entry,
                people,
                RosterAction.Problem,
                "Several accounts match. Give the employee ID and the email address of the right one."
            ),
            RosterStatus.Leave when people.Any(person => entry.LastDay < stands.Today(person)) => Of(
                entry,
                people,
                RosterAction.Problem,
                "The last day of the leave has passed. Write active, or another day."
            ),
            RosterStatus.Leave when stands.OnLeave(people, entry.LastDay) => Of(entry, people, RosterAction.Nothing, "Already on leave."),
            RosterStatus.Leave => Of(entry, people, RosterAction.SetLeave, "Exempt from reclamation while on leave."),
            RosterStatus.Active when stands.Left(people) && stands.Gone(people) => Of(
                entry,
                people,
                RosterAction.Problem,
                "The identity provider reports that this person has left. Correct one of the two."
            ),
            RosterStatus.Active when stands.Left(people) => Of(
                entry,
                people,
                RosterAction.ComesBack,
                "Returned: the previous license can be restored."
            ),
            RosterStatus.Active when stands.OnLeave(people) => Of(
                entry,
                people,
                RosterAction.EndLeave,
                "Back from leave: the exemption ends."
            ),
            RosterStatus.Active => Of(entry, people, RosterAction.Nothing, "No change."),
            RosterStatus.Terminated => await LeavesAsync(db, entry, found, stands.LeftOn(entry, people, match.FormerOf(entry)), stands, ct),
        };
    }

    private static async Task<RosterLine> LeavesAsync(
        LicenseDb db,
        RosterEntry entry,
        RosterFound found,
        DateOnly? leftOn,
        RosterStanding stands,
        CancellationToken ct
    )
    {
        var meant = found
            .People.Where(person => leftOn is not { } left || LeaverRule.IsAbout(left, person.ArrivedOn, person.HiredOn))
            .ToList();
        var late = meant.Count == 0;
        var people = late ? [.. found.People] : meant;
        if (late || found.Almost.Count > 0 || meant.GroupBy(person => person.PlatformKey).Any(same => same.Count() > 1))
        {
            return stands.KnownToMatch(people, entry.LastDay)
                ? Of(entry, people, RosterAction.Nothing, "Already reported.")
                : Of(
                    entry,
                    people,
                    RosterAction.Ambiguous,
                    late
                            ? "This account appeared more than a week after the person had left. After applying the roster, "
                                + "confirm it under Leavers."
                        : found.Almost.Count > 0
                            ? $"The directory has employee id {string.Join(" and ", found.Almost)}; choose the account under "
                                + "Leavers once it is applied."
                        : "Several accounts match. After applying the roster, choose one under Leavers."
                );
        }

        var (hearing, status) = await stands.HearAsync(db, people, entry.LastDay, ct);
        return (hearing, status) switch
        {
            (LeaverHearing.Known, _) => Of(entry, people, RosterAction.Nothing, "Already reported."),
            (_, LeaverStatus.Scheduled) => Of(
                entry,
                people,
                RosterAction.LeavesLater,
                FormattableString.Invariant(
                    $"Access ends on {LeaverRule.AccessEndsOn(entry.LastDay):yyyy-MM-dd}, the day after the last day."
                )
            ),
            (_, LeaverStatus.Held) => Of(
                entry,
                people,
                RosterAction.LeavesHeld,
                "Unusually many people leave within an hour: on hold until an administrator releases it."
            ),
            (_, LeaverStatus.WithoutSeat) => Of(entry, people, RosterAction.Leaves, "Leaves now. No license is held."),
            _ => Of(entry, people, RosterAction.Leaves, "Access ends now: the license is released."),
        };
    }

    private static RosterLine Of(RosterEntry entry, IReadOnlyList<RosterPerson> people, RosterAction action, string words) =>
        new(
            entry.Line,
            entry.EmployeeId,
            entry.Email,
            entry.StatusText,
            entry.LastDay,
            string.Join(", ", people.Select(person => person.Name).Distinct().Take(3)),
            action,
            words
        )
        {
            People = [.. people.Select(person => person.Key)],
            Means = entry.Status,
        };
}
