using System.Globalization;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>All changes of one tag, newest first, from the audit.</summary>
public sealed class TagHistory(IDbContextFactory<LicenseDb> dbs)
{
    public async Task<Outcome<IReadOnlyList<ObjectVersion<TagTerms>>>> RunAsync(
        Viewer viewer,
        string platformName,
        string name,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!AuditHistory.MayRead(viewer))
        {
            return Refusal.Forbidden(AuditHistory.MayNot);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var (subject, platform) = (
            "exemption-tag:" + name,
            await db.Platforms.Where(p => p.Name == platformName).Select(p => (int?)p.Key).SingleOrDefaultAsync(ct)
        );
        var read = await AuditHistory.ReadAsync(db, entry => entry.Subject == subject && entry.PlatformKey == platform, ct);
        return read.Select(
                (one, place) =>
                    new ObjectVersion<TagTerms>(
                        one.Entry.At,
                        one.By,
                        TagWords.Read(one.Entry.From, read.ElementAtOrDefault(place + 1).Entry?.PersonalText ?? ""),
                        TagWords.Read(one.Entry.To, one.Entry.PersonalText)
                    )
            )
            .ToArray();
    }
}

/// <summary>
/// All changes of one exemption, newest first, from the audit: also of earlier ones of the same person, tag and origin, which it replaced.
/// </summary>
public sealed class ExemptionHistory(IDbContextFactory<LicenseDb> dbs)
{
    public async Task<Outcome<IReadOnlyList<ObjectVersion<ExemptionTerms>>>> RunAsync(Viewer viewer, ExemptionId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!AuditHistory.MayRead(viewer))
        {
            return Refusal.Forbidden(AuditHistory.MayNot);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var exemption = await ExemptionList
            .VisibleTo(db, viewer)
            .Where(r => r.Exemption.Id == id)
            .Select(r => r.Exemption)
            .SingleOrDefaultAsync(ct);
        if (exemption is null)
        {
            return Refusal.NotFound("Exemption not found.");
        }

        var (person, detail) = (exemption.PersonKey, ExemptionWrites.DetailOf(exemption));
        var because = detail + ExemptionWrites.Because;
        var read = await AuditHistory.ReadAsync(
            db,
            entry =>
                entry.PersonKey == person
                && entry.Action.StartsWith("exemption.")
                && (entry.Detail == detail || entry.Detail.StartsWith(because)),
            ct
        );
        return read.Select((one, place) => VersionOf(one.Entry, one.By, read.ElementAtOrDefault(place + 1).Entry, because)).ToArray();
    }

    private static ObjectVersion<ExemptionTerms> VersionOf(AuditEntry entry, string by, AuditEntry? older, string because) =>
        new(
            entry.At,
            by,
            Read(entry.From, older?.PersonalText ?? ""),
            Read(entry.To, entry.PersonalText),
            entry.Detail.StartsWith(because, StringComparison.Ordinal)
            && entry.Detail[because.Length..] is var why and not ExemptionWrites.Unassigned
                ? why
                : ""
        );

    private static ExemptionTerms? Read(string days, string typed) =>
        days.Split("..") is [{ Length: > 0 } from, var to]
            ? new ExemptionTerms(
                Day(from),
                to.Length > 0 ? Day(to) : null,
                TagWords.TypedAt(typed, 0) ?? "",
                TagWords.TypedAt(typed, 1),
                TagWords.TypedAt(typed, 2)
            )
            : null;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
