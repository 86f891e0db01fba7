using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Reads the vendor's reasons for absences. The vendor answers for one person at a time, so reasons are read only while a rule needs
/// them, only for people with a seat who were not present recently or had a reason when last read, weekly for each, and for at most
/// <see cref="MostPerRun"/> per run, longest unread first.
/// </summary>
internal sealed class AskStateReasons(IVendorConnectors connectors, IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public const int MostPerRun = 200;
    private const int QuietDays = 30;
    private const int DaysBetween = 7;

    /// <returns>For the summary of the run; empty if there was nothing to read.</returns>
    public async Task<string> RunAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        var people = await WhomAsync(platform, ct);
        var answers = new Dictionary<int, VendorStateReason>();
        var refused = false;
        foreach (var (key, id) in people)
        {
            try
            {
                if (await connectors.For(platform.Name).Directory.StateReasonAsync(id, RequestPriority.Ingest, ct) is { } answer)
                {
                    answers[key] = answer;
                }
            }
            catch (VendorException e) when (e.NotServed)
            {
                // Refused for this client: the reasons stay unknown, and rules that need them neither assign nor remove tags.
                refused = true;
                break;
            }
        }

        if (answers.Count > 0)
        {
            await StoreAsync(viewer, platform, answers, ct);
        }

        return refused ? "Genesys Cloud does not tell the read client why people are away." : "";
    }

    private async Task<List<(int Key, string VendorId)>> WhomAsync(Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (!await db.ExemptionRules.AnyAsync(r => r.PlatformKey == platform.Key && r.Field == RuleField.StateReason, ct))
        {
            return [];
        }

        var now = clock.GetUtcNow();
        var quiet = FactDay.Of(platform.LocalDay(now).AddDays(-QuietDays));
        var before = now.UtcDateTime.AddDays(-DaysBetween);

        // Before the first usage import no one has been present, which proves nothing.
        var presenceKnown = await db.PersonDays.AnyAsync(
            d => db.People.Any(p => p.Key == d.PersonKey && p.PlatformKey == platform.Key),
            ct
        );
        var people = await (
            from person in db.People
            join days in db.PersonDays on person.Key equals days.PersonKey into present
            from days in present.DefaultIfEmpty()
            join reason in db.StateReasons on person.Key equals reason.PersonKey into known
            from reason in known.DefaultIfEmpty()
            where
                person.PlatformKey == platform.Key
                && person.State == PersonState.Active
                && db.Seats.Any(s => s.PersonKey == person.Key && s.To == null)
                && ((presenceKnown && (days == null || days.LastDay < quiet)) || reason!.Reason != null)
                && (reason == null || reason.AskedAt < before)
            orderby reason!.AskedAt, person.Key
            select new { person.Key, person.VendorId }
        )
            .Take(MostPerRun)
            .ToListAsync(ct);
        return [.. people.Select(p => (p.Key, p.VendorId))];
    }

    private async Task StoreAsync(Viewer viewer, Platform platform, Dictionary<int, VendorStateReason> answers, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var stored = await db
                    .StateReasons.Where(r => answers.Keys.Contains(r.PersonKey))
                    .ToDictionaryAsync(r => r.PersonKey, token);
                foreach (var (key, answer) in answers)
                {
                    if (!stored.TryGetValue(key, out var reason))
                    {
                        reason = new StateReason { PersonKey = key, AskedAt = now };
                        db.StateReasons.Add(reason);
                    }

                    // If the reason is the same, an omitted date is the known one.
                    var words = Limits.Text(answer.Reason, 64);
                    var changed = Limits.Past(answer.ChangedAt, now) ?? (words == reason.Reason ? reason.ChangedAt : null);
                    (reason.Reason, reason.ChangedAt, reason.AskedAt) = (words, changed, now);
                }

                await db.AppendAsync(
                    [
                        new AuditEntry
                        {
                            At = now,
                            Actor = viewer.Actor,
                            Action = "ingest.stored",
                            Subject = "platform:" + platform.Name,
                            PlatformKey = platform.Key,
                            Detail = FormattableString.Invariant($"StateReasons {answers.Count}"),
                        },
                    ],
                    token
                );
            },
            ct
        );
    }
}
