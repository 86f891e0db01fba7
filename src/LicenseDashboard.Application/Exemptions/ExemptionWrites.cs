using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>One person to exempt.</summary>
internal readonly record struct Assignment(int PersonKey, ExemptionTerms Terms);

/// <summary>
/// Writes exemptions for all callers: page, import, rule, HR roster. Runs in the caller's transaction, and the caller appends the
/// returned entries. Unchanged exemptions are not written.
/// </summary>
internal sealed class ExemptionWrites(IProtectRows rows)
{
    /// <summary>A person removed it.</summary>
    public const string Unassigned = "unassigned";

    /// <param name="today">The platform's local day. Rows are immediately protected by exemptions in force on it.</param>
    public async Task<List<AuditEntry>> SetAsync(
        LicenseDb db,
        ExemptionTag tag,
        ExemptionSource source,
        IReadOnlyCollection<Assignment> assignments,
        Viewer viewer,
        DateTime now,
        DateOnly today,
        CancellationToken ct
    )
    {
        var people = assignments.Select(one => one.PersonKey).ToList();
        var held = await db
            .Exemptions.Where(e => e.Tag == tag.Name && e.Source == source && people.Contains(e.PersonKey))
            .ToDictionaryAsync(e => e.PersonKey, ct);
        var entries = new List<AuditEntry>();
        var protecting = new Dictionary<int, Exemption>();
        foreach (var one in assignments)
        {
            var action = "exemption.changed";
            var before = "";
            if (held.GetValueOrDefault(one.PersonKey) is not { } exemption)
            {
                exemption = Exemption.Set(one.PersonKey, tag, source, one.Terms, viewer, now);
                held.Add(one.PersonKey, exemption);
                db.Exemptions.Add(exemption);
                action = "exemption.set";
            }
            else if (exemption.Terms != one.Terms)
            {
                before = Words(exemption);
                exemption.Change(one.Terms, viewer, now);
            }
            else
            {
                continue;
            }

            entries.Add(
                Entry(
                    exemption,
                    tag.PlatformKey,
                    action,
                    before,
                    Words(exemption),
                    viewer,
                    now,
                    TagWords.Typed(exemption.Why, exemption.FallbackControl, exemption.Approver)
                )
            );
            if (exemption.Protects(today, exemption.Protection))
            {
                protecting[one.PersonKey] = exemption;
            }
        }

        if (protecting.Count > 0)
        {
            entries.AddRange(await rows.ProtectAsync(db, protecting, viewer, now, ct));
        }

        return entries;
    }

    /// <summary>A protected row stays so until the next evaluation, which takes everything else into account.</summary>
    /// <param name="why">For programs: <see cref="Unassigned"/>, <c>no rule matches any more</c>.</param>
    public static async Task<List<AuditEntry>> RemoveAsync(
        LicenseDb db,
        int platformKey,
        IReadOnlyCollection<Exemption> exemptions,
        string why,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    )
    {
        db.Exemptions.RemoveRange(exemptions);
        await EndLeavesAsync(db, platformKey, exemptions, now, ct);
        return [.. exemptions.Select(one => Entry(one, platformKey, "exemption.removed", Words(one), "", viewer, now, detail: why))];
    }

    /// <summary>
    /// A current leave ends as of yesterday. The returning person is protected for a while, and this is the only record of it.
    /// </summary>
    private static async Task EndLeavesAsync(
        LicenseDb db,
        int platformKey,
        IReadOnlyCollection<Exemption> exemptions,
        DateTime now,
        CancellationToken ct
    )
    {
        var leaves = exemptions.Where(one => one.Tag == ExemptionTag.Leave).ToList();
        if (leaves.Count == 0)
        {
            return;
        }

        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == platformKey, ct);
        var today = platform.LocalDay(new DateTimeOffset(now, TimeSpan.Zero));
        var people = leaves.Where(one => one.Protects(today, one.Protection)).Select(one => one.PersonKey).Distinct().ToList();
        var known = await db.LeaveEnds.Where(end => people.Contains(end.PersonKey)).ToDictionaryAsync(end => end.PersonKey, ct);
        foreach (var person in people)
        {
            if (!known.TryGetValue(person, out var end))
            {
                end = new LeaveEnd { PersonKey = person };
                db.LeaveEnds.Add(end);
            }

            end.LastDay = today.AddDays(-1);
        }
    }

    /// <summary>Between what an entry is about and why the program did it.</summary>
    internal const string Because = ": ";

    /// <summary>In the detail of an entry: what a person has at most one of.</summary>
    internal static string DetailOf(Exemption exemption) => $"{exemption.Tag} {exemption.Source}";

    private static string Words(Exemption exemption) =>
        FormattableString.Invariant($"{exemption.From:yyyy-MM-dd}..{exemption.To:yyyy-MM-dd}");

    private static AuditEntry Entry(
        Exemption exemption,
        int platformKey,
        string action,
        string from,
        string to,
        Viewer viewer,
        DateTime now,
        string why = "",
        string detail = ""
    ) =>
        new()
        {
            At = now,
            Actor = viewer.Actor,
            Action = action,
            Subject = "exemption:" + exemption.Id.Value,
            PlatformKey = platformKey,
            PersonKey = exemption.PersonKey,
            From = from,
            To = to,
            Detail = DetailOf(exemption) + (detail.Length > 0 ? Because + detail : ""),
            PersonalText = why,
        };
}
