using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Roster;

/// <summary>
/// Applies exactly what a preview showed. If the file would now have another result, nothing is done. Each line is applied completely
/// with its audit; after an interruption, preview and apply the file again for the rest.
/// </summary>
public sealed class ApplyRoster
{
    private const int MaxFileName = 120;
    private const string OnLeave = "On leave according to the HR roster.";

    private readonly IDbContextFactory<LicenseDb> _dbs;
    private readonly PreviewRoster _preview;
    private readonly ReportLeavers _reports;
    private readonly ExemptionWrites _exemptions;
    private readonly LeaverSignal _signal;
    private readonly TimeProvider _clock;

    internal ApplyRoster(
        IDbContextFactory<LicenseDb> dbs,
        PreviewRoster preview,
        ReportLeavers reports,
        ExemptionWrites exemptions,
        LeaverSignal signal,
        TimeProvider clock
    ) => (_dbs, _preview, _reports, _exemptions, _signal, _clock) = (dbs, preview, reports, exemptions, signal, clock);

    /// <param name="digest">From the accepted preview.</param>
    /// <param name="fileName">As the person chose it; shown with each leaver.</param>
    public async Task<Outcome<RosterPreview>> RunAsync(
        Viewer viewer,
        ReadOnlyMemory<byte> file,
        string digest,
        string fileName,
        CancellationToken ct
    )
    {
        var preview = await _preview.RunAsync(viewer, file, ct);
        if (preview.Refusal is not null)
        {
            return preview;
        }

        if (preview.Value.Digest != digest)
        {
            return Refusal.Stale("The data has changed since the preview. Preview the file again.");
        }

        foreach (var line in preview.Value.Lines.Where(line => line.Action is not (RosterAction.Problem or RosterAction.Nothing)))
        {
            await using var db = await _dbs.CreateDbContextAsync(ct);
            await db.InTransactionAsync(
                async token => await db.AppendAsync(await DoAsync(db, viewer, line, Told(viewer, fileName), token), token, viewer),
                ct
            );
        }

        _signal.Wake();
        return preview;
    }

    private async Task<List<AuditEntry>> DoAsync(LicenseDb db, Viewer viewer, RosterLine line, string told, CancellationToken ct)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        var keys = line.People.ToArray();
        var people = await db.People.AsNoTracking().Where(p => keys.Contains(p.Key)).OrderBy(p => p.Key).ToListAsync(ct);
        return line.Action switch
        {
            RosterAction.SetLeave => await SetLeaveAsync(db, viewer, people, line.LastDay, now, ct),
            RosterAction.EndLeave => await EndLeaveAsync(db, viewer, keys, now, ct),
            RosterAction.ComesBack =>
            [
                .. await HearLeavers.ReturnAsync(
                    db,
                    leavers =>
                        leavers.Where(l => l.PersonKey != null && keys.Contains(l.PersonKey.Value) && l.Source == LeaverSource.Roster),
                    viewer,
                    now,
                    ct
                ),
                .. await EndLeaveAsync(db, viewer, keys, now, ct),
            ],
            RosterAction.Leaves or RosterAction.LeavesHeld or RosterAction.LeavesLater or RosterAction.Ambiguous => await _reports.RunAsync(
                db,
                new LeaverWord(null, LeaverSource.Roster, viewer.Actor, line.LastDay, now, Said(line), told),
                people,
                ct,
                toMatch: line.Action == RosterAction.Ambiguous
            ),
            RosterAction.Nothing or RosterAction.Problem => [],
        };
    }

    private static string Told(Viewer viewer, string fileName)
    {
        var name = new string([.. fileName.Where(sign => !char.IsControl(sign))]).Trim();
        return name.Length == 0 ? viewer.Name : $"{viewer.Name}, from {(name.Length <= MaxFileName ? name : name[..MaxFileName] + "…")}";
    }

    private static string Said(RosterLine line)
    {
        var said = string.Join(", ", new[] { line.EmployeeId, line.Email }.Where(name => name.Length > 0));
        return said.Length <= LeaverWord.MaxSaid ? said : said[..LeaverWord.MaxSaid];
    }

    private async Task<List<AuditEntry>> SetLeaveAsync(
        LicenseDb db,
        Viewer viewer,
        List<Person> people,
        DateOnly? until,
        DateTime now,
        CancellationToken ct
    )
    {
        List<AuditEntry> entries = [];
        foreach (var person in people)
        {
            var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == person.PlatformKey, ct);
            var tag = await db.ExemptionTags.SingleAsync(t => t.PlatformKey == person.PlatformKey && t.Name == ExemptionTag.Leave, ct);
            var since = await db
                .Exemptions.Where(e => e.PersonKey == person.Key && e.Tag == tag.Name && e.Source == ExemptionSource.Hr)
                .Select(e => (DateOnly?)e.From)
                .SingleOrDefaultAsync(ct);
            var today = platform.LocalDay(now);
            entries.AddRange(
                await _exemptions.SetAsync(
                    db,
                    tag,
                    ExemptionSource.Hr,
                    [new Assignment(person.Key, new ExemptionTerms(since ?? today, until, OnLeave))],
                    viewer,
                    now,
                    today,
                    ct
                )
            );
        }

        return entries;
    }

    private static async Task<List<AuditEntry>> EndLeaveAsync(LicenseDb db, Viewer viewer, int[] people, DateTime now, CancellationToken ct)
    {
        List<AuditEntry> entries = [];
        var held = await db
            .Exemptions.Where(e => people.Contains(e.PersonKey) && e.Tag == ExemptionTag.Leave && e.Source == ExemptionSource.Hr)
            .ToListAsync(ct);
        foreach (var exemption in held)
        {
            var platform = await db.People.Where(p => p.Key == exemption.PersonKey).Select(p => p.PlatformKey).SingleAsync(ct);
            entries.AddRange(await ExemptionWrites.RemoveAsync(db, platform, [exemption], "back from leave", viewer, now, ct));
        }

        return entries;
    }
}
