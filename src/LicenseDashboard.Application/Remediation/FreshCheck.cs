using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>The vendor as it is now, and whether what was approved still holds.</summary>
/// <param name="NoLonger">Why it doesn't, in words without personal data; null when it does.</param>
/// <param name="Guarded">Of a leaver: it is a guard that objects, so a person has to look.</param>
internal sealed record FreshState(GrantSnapshot Snapshot, string? NoLonger, bool Guarded = false);

/// <summary>
/// Last look before the first write. Evaluation may be a day old and an approval a minute: whoever was needed meanwhile keeps their seat.
/// </summary>
internal sealed class FreshCheck(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, ClientOwners owners, RecentUsage recent, TimeProvider clock)
{
    private const RequestPriority Priority = RequestPriority.Remediation;

    public async Task<FreshState> RunAsync(RemediationItem item, Platform platform, Person person, IVendorConnector vendor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var nobody = new GrantSnapshot(now.UtcDateTime, [], [], []);
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var today = platform.LocalDay(now);
        if (!item.IsLeaver && await AgreedOtherwiseAsync(db, item, platform, today, ct) is { } agreed)
        {
            return new(nobody, agreed);
        }

        var priority = PriorityOf(item);
        if (await vendor.Directory.PersonAsync(person.VendorId, priority, ct) is not { State: VendorUserState.Active } account)
        {
            return new(nobody, "The person is no longer active at the vendor.");
        }

        var snapshot = await SnapshotAsync(person.VendorId, vendor, now.UtcDateTime, priority, ct);
        if (item.IsLeaver)
        {
            // Who has left has left, whatever they held or used last; only the last keys to the house are kept.
            var guard = IsClientOwner(item, platform, person) ?? await LastGrantersAsync(db, item, snapshot, [], ct);
            return new(snapshot, guard, Guarded: guard is not null);
        }

        var reader = await SeatReader.ForAsync(db, catalogue, item.PlatformKey, ct);
        return new(
            snapshot,
            await ChangedAsync(db, item, snapshot, reader, vendor, ct)
                ?? (item.Plan.Release is null
                    ? await UsedAsync(db, item, platform, person, vendor, today, ct)
                    : IsClientOwner(item, platform, person) ?? await AliveAsync(item, platform, account, vendor, today, ct))
                ?? await HardCap.ObjectionAsync(db, item, platform, today, ct));
    }

    public static RequestPriority PriorityOf(RemediationItem item) => item.IsLeaver ? RequestPriority.Leaver : Priority;

    public static async Task<GrantSnapshot> SnapshotAsync(string personId, IVendorConnector vendor, DateTime now, RequestPriority priority, CancellationToken ct)
    {
        var seat = await vendor.Estate.SeatAsync(personId, priority, ct);
        var grants = await vendor.Estate.GrantsOfSubjectAsync(personId, priority, ct);
        var direct = grants.Where(grant => grant.Kind == SubjectKind.Person).SelectMany(grant => grant.DivisionIds.Select(division => new HeldGrant(grant.RoleId, division)));
        return new(now, [.. direct.Distinct()], [.. grants.Where(grant => grant.Kind == SubjectKind.Group).Select(grant => grant.RoleId).Distinct()], [.. seat]);
    }

    private static async Task<string?> AgreedOtherwiseAsync(LicenseDb db, RemediationItem item, Platform platform, DateOnly today, CancellationToken ct)
    {
        var kind = await db.Recommendations.Where(r => r.Id == item.RecommendationId).Select(r => r.Kind).SingleAsync(ct);
        var protecting = db.Exemptions.ProtectingOn(today, RecommendationWords.ProtectedBy(kind));
        if (await protecting.Where(e => e.PersonKey == item.PersonKey).Select(e => e.Tag).FirstOrDefaultAsync(ct) is { } tag)
        {
            return $"An exemption protects the person: {tag}.";
        }

        return await db.Recommendations.AnyAsync(r => r.PersonKey == item.PersonKey && r.Kind == kind && r.SuppressedUntil > today, ct)
            ? "The same was rejected or restored meanwhile."
            : await ComingSeason.MemberObjectionAsync(db, platform, item.PersonKey, today, Advice.Split(item.SeatBefore), Advice.Split(item.Target), ct);
    }

    private async Task<string?> ChangedAsync(LicenseDb db, RemediationItem item, GrantSnapshot snapshot, SeatReader reader, IVendorConnector vendor, CancellationToken ct)
    {
        if (!reader.Is(item.SeatBefore, snapshot.Seat))
        {
            return $"The seat is {reader.Words(snapshot.Seat)} by now.";
        }

        if (!item.Plan.StillFits(snapshot))
        {
            return "The person's roles have changed since the evaluation.";
        }

        var remaining = item.Plan.RemainingRoles(snapshot);
        var explicitSkus = await ExplicitAsync(db, item, ct);
        if (await InferAsync(remaining, vendor, ct) is not { } inferred)
        {
            return $"The vendor no longer knows a role of the plan ({string.Join(", ", item.Plan.Changes.Select(change => change.ToString()))}); the next evaluation looks for another way.";
        }

        if (!reader.Is(item.Target, inferred.Concat(explicitSkus)))
        {
            return $"The roles that would remain imply {reader.Words(inferred)}, not {SkuWords.Names(Advice.Split(item.Target))}.";
        }

        return await LastGrantersAsync(db, item, snapshot, remaining, ct);
    }

    /// <summary>Null when a role has gone: the vendor answers 404, and nothing must be written.</summary>
    private static async Task<IReadOnlyList<string>?> InferAsync(IReadOnlyList<string> roles, IVendorConnector vendor, CancellationToken ct)
    {
        try
        {
            return roles.Count == 0 ? [] : await vendor.Estate.InferAsync([.. roles], Priority, ct);
        }
        catch (VendorException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<string>> ExplicitAsync(LicenseDb db, RemediationItem item, CancellationToken ct)
    {
        var json = await db.RecommendationEvidence.Where(e => e.RecommendationId == item.RecommendationId).Select(e => e.Json).SingleOrDefaultAsync(ct);
        return json is null ? [] : EvidenceJson.Read(json).Explicit;
    }

    /// <summary>Counts again before the write: two plans that each leave one holder would together leave none.</summary>
    private async Task<string?> LastGrantersAsync(LicenseDb db, RemediationItem item, GrantSnapshot snapshot, IReadOnlyList<string> remaining, CancellationToken ct)
    {
        var wanted = PermissionPattern.Parse(catalogue.GuardPermission);
        var roles = await db.Roles.Where(r => r.PlatformKey == item.PlatformKey && r.Present).ToListAsync(ct);
        var giving = roles.Where(role => role.Permissions.Any(p => PermissionPattern.Parse(p).Contains(wanted))).ToList();
        var givingIds = giving.Select(role => role.VendorId).ToHashSet(StringComparer.Ordinal);
        var holdsNow = snapshot.Direct.Any(grant => givingIds.Contains(grant.RoleId)) || snapshot.RolesByGroup.Any(givingIds.Contains);
        if (!holdsNow || remaining.Any(givingIds.Contains))
        {
            return null;
        }

        var keys = giving.Select(role => role.Key).ToList();
        var losing = (await ChangesUnderway.BesideAsync(db, item, ct)).LosersOf(givingIds);
        var others = await db.People.CountAsync(
            p => p.PlatformKey == item.PlatformKey && p.State == PersonState.Active && p.Key != item.PersonKey && !losing.Contains(p.Key)
                && (db.PersonGrants.Any(g => g.PersonKey == p.Key && keys.Contains(g.RoleKey))
                    || db.GroupMembers.Any(m => m.PersonKey == p.Key && db.GroupGrants.Any(g => g.GroupKey == m.GroupKey && keys.Contains(g.RoleKey)))),
            ct);
        return others < 2 ? $"Fewer than two active people would hold {catalogue.GuardPermission}." : null;
    }

    private string? IsClientOwner(RemediationItem item, Platform platform, Person person) => item.Plan.Release is not null && owners.ByPlatform.GetValueOrDefault(platform.Name) == person.VendorId
        ? "This account owns the client that this program signs in with."
        : null;

    /// <summary>A sign of life since the evaluation: a login or token, which never trail behind, or presence after the facts end.</summary>
    private async Task<string?> AliveAsync(RemediationItem item, Platform platform, VendorPerson account, IVendorConnector vendor, DateOnly today, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var known = await db.ReclamationCases.AsNoTracking().Where(c => c.RecommendationId == item.RecommendationId).Select(c => c.LastSeenOn).SingleOrDefaultAsync(ct);
        DateTime?[] signs = [account.LastLoginAt, account.LastTokenAt];
        if (signs.Max() is { } at && platform.LocalDay(new DateTimeOffset(at, TimeSpan.Zero)) is var on && (known is null || on > known))
        {
            return $"The person signed in on {EnglishText.Day(on, today)}, after the evaluation.";
        }

        var complete = await db.Streams.AsNoTracking().Where(s => s.PlatformKey == platform.Key && s.Name == StreamStatus.Presence).Select(s => s.CompleteThrough).SingleOrDefaultAsync(ct);
        var from = complete is { } c && c < today ? c.AddDays(1) : today;
        return await recent.PresentAsync(platform, vendor, account.Id, from < today.AddDays(-30) ? today.AddDays(-30) : from, today, ct) ? "The person was present since the evaluation." : null;
    }

    private async Task<string?> UsedAsync(LicenseDb db, RemediationItem item, Platform platform, Person person, IVendorConnector vendor, DateOnly today, CancellationToken ct)
    {
        var json = await db.RecommendationEvidence.Where(e => e.RecommendationId == item.RecommendationId).Select(e => e.Json).SingleOrDefaultAsync(ct);
        if (json is null)
        {
            return null;
        }

        var evidence = EvidenceJson.Read(json);
        var dropped = evidence.Dropped.Select(catalogue.Feature).OfType<FeatureDefinition>().ToList();
        var stored = await (
            from use in db.FeatureUses
            join feature in db.Features on use.FeatureKey equals feature.Key
            where use.PersonKey == item.PersonKey
            select new { feature.Name, use.LastUsedOn }).ToListAsync(ct);
        foreach (var feature in dropped)
        {
            var known = evidence.Features.FirstOrDefault(f => f.Key == feature.Key)?.LastUsedOn;
            var last = FactDay.ToDate(stored.FirstOrDefault(use => use.Name == feature.Key)?.LastUsedOn);
            if (last > (known ?? DateOnly.MinValue) && last >= today.AddDays(-feature.Lookback))
            {
                return $"Used on {EnglishText.Day(last.Value, today)}, after the evaluation: {Spoken(feature.Key)}.";
            }
        }

        var complete = await db.Streams.Where(s => s.PlatformKey == item.PlatformKey && s.State == StreamState.Served && s.CompleteThrough != null)
            .MinAsync(s => s.CompleteThrough, ct);
        var from = complete is { } c && c < today ? c.AddDays(1) : today;

        // A vendor serves at most 31 days at once; nothing is carried out while a stream is later than a few days.
        from = from < today.AddDays(-30) ? today.AddDays(-30) : from;
        var used = await recent.UsedAsync(platform, vendor, person.VendorId, dropped, from, today, ct);
        return used.Count > 0 ? $"Used since the evaluation: {string.Join(", ", used.Select(Spoken))}." : null;
    }

    private static string Spoken(string feature) => feature.Replace('-', ' ');
}
