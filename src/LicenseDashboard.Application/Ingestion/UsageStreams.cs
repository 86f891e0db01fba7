using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>Where the streams of a platform stand when a run begins: their rows, how far the vendor's data is complete, what is covered, who is who.</summary>
internal sealed class UsageStreams
{
    /// <summary>Daily facts older than this are not kept, so they are not asked.</summary>
    public const int MostDays = 400;

    private readonly Dictionary<string, StreamStatus> _streams;
    private readonly Dictionary<string, HashSet<int>> _covered;

    private UsageStreams(Dictionary<string, StreamStatus> streams, Dictionary<string, HashSet<int>> covered) => (_streams, _covered) = (streams, covered);

    public required IReadOnlyDictionary<string, int> PersonKeys { get; init; }

    public required IReadOnlyDictionary<string, int> FeatureKeys { get; init; }

    public required IReadOnlyCollection<int> Divisions { get; init; }

    public required DateTime? ConversationsUntil { get; set; }

    public required DateTime? PresenceUntil { get; set; }

    public required VendorAuditMapping? Mapping { get; init; }

    public required int? RetentionDays { get; init; }

    public StreamStatus Of(string stream) => _streams[stream];

    public int KeyOf(string stream) => _streams[stream].Key;

    /// <summary>UTC instant up to which all of the group is complete.</summary>
    public DateTime? UntilOf(StreamGroup group) => group.Until(ConversationsUntil, PresenceUntil);

    /// <summary>First day that can be asked.</summary>
    /// <param name="kept">Days that the vendor keeps of this; null: no limit of its own.</param>
    public DateOnly HorizonOf(int? kept, DateOnly today) => today.AddDays(-Math.Min(Math.Min(RetentionDays ?? MostDays, MostDays), kept ?? MostDays));

    /// <summary>By the vendor's mapping there is something to ask. Without a mapping there is nothing of what needs one.</summary>
    public bool IsListed(UsageSource source, string stream) => !source.NeedsMapping || (Mapping is { } mapping && source.IsListed(stream, mapping));

    /// <summary>A day counts as pulled for a group when each of its streams has it; streams that are not served don't hold the others up.</summary>
    public bool IsCovered(IEnumerable<string> streams, DateOnly day) => streams.All(stream => _covered[stream].Contains(FactDay.Of(day)));

    /// <summary>The group's streams that the vendor serves, as far as is known now: what is refused or not audited can't hold up the others.</summary>
    public IReadOnlyList<string> Asked(StreamGroup group)
    {
        var known = group.Streams.Where(s => IsListed(group.Sources.First(source => source.Owns(s)), s)).ToList();
        var served = known.Where(s => Of(s).State != StreamState.NotServed).ToList();
        return served.Count > 0 ? served : known;
    }

    public int? FirstCovered(IEnumerable<string> streams) => streams.Select(s => _covered[s]).Where(days => days.Count > 0).Select(days => (int?)days.Min()).Max();

    /// <summary>Asks the vendor how far it is, makes the rows that are missing, and reads what is covered.</summary>
    public static async Task<UsageStreams> OpenAsync(Import import, SignalMap map, CancellationToken ct)
    {
        var usage = import.Vendor.Usage;
        var conversations = usage.ConversationsCompleteUntilAsync(RequestPriority.Ingest, ct);
        var presence = usage.PresenceCompleteUntilAsync(RequestPriority.Ingest, ct);
        var retention = usage.RetentionDaysAsync(RequestPriority.Ingest, ct);
        var mapping = MappingAsync(import, map, ct);
        await Task.WhenAll(conversations, presence, retention, mapping);
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        var platform = import.Platform.Key;
        await EnsureRowsAsync(db, platform, map, ct);
        var streams = await db.Streams.AsNoTracking().Where(s => s.PlatformKey == platform && s.Name != StreamStatus.Planning).ToDictionaryAsync(s => s.Name, ct);
        var divisions = await db.Divisions.Where(d => d.PlatformKey == platform).Select(d => d.Key).ToListAsync(ct);
        await CoverNewDivisionsAsync(db, divisions, [.. streams.Values.Select(s => s.Key)], ct);
        var covered = new Dictionary<string, HashSet<int>>();
        foreach (var stream in streams.Values)
        {
            covered[stream.Name] = await db.Coverage.Where(c => c.StreamKey == stream.Key && c.DivisionKey == Import.NoDivision).Select(c => c.Day).ToHashSetAsync(ct);
        }

        return new UsageStreams(streams, covered)
        {
            PersonKeys = await db.People.Where(p => p.PlatformKey == platform).ToDictionaryAsync(p => p.VendorId, p => p.Key, ct),
            FeatureKeys = await db.Features.Where(f => f.PlatformKey == platform).ToDictionaryAsync(f => f.Name, f => f.Key, ct),
            Divisions = [.. divisions, Import.NoDivision],
            ConversationsUntil = NotAfter(await conversations, import.Now),
            PresenceUntil = NotAfter(await presence, import.Now),
            RetentionDays = await retention is { } days and > 0 ? days : null,
            Mapping = await mapping,
        };
    }

    /// <summary>After a pull: what its pages said about how far they are complete may be less than the vendor promised before.</summary>
    public async Task AskAgainAsync(Import import, CancellationToken ct)
    {
        var conversations = await import.Vendor.Usage.ConversationsCompleteUntilAsync(RequestPriority.Ingest, ct);
        var presence = await import.Vendor.Usage.PresenceCompleteUntilAsync(RequestPriority.Ingest, ct);
        ConversationsUntil = conversations < ConversationsUntil ? conversations : ConversationsUntil;
        PresenceUntil = presence < PresenceUntil ? presence : PresenceUntil;
    }

    private static DateTime? NotAfter(DateTime? until, DateTime now) => until > now ? now : until;

    private static async Task<VendorAuditMapping?> MappingAsync(Import import, SignalMap map, CancellationToken ct)
    {
        if (!map.Sources.Any(source => source.NeedsMapping && map.Groups.Any(group => group.Sources.Contains(source))))
        {
            return null;
        }

        try
        {
            return await import.Vendor.Usage.AuditMappingAsync(RequestPriority.Ingest, ct);
        }
        catch (VendorException e) when (e.NotServed)
        {
            return null;
        }
    }

    private static Task EnsureRowsAsync(LicenseDb db, int platform, SignalMap map, CancellationToken ct) => db.InTransactionAsync(async token =>
    {
        var features = await db.Features.Where(f => f.PlatformKey == platform).Select(f => f.Name).ToListAsync(token);
        db.Features.AddRange(map.FeatureNames.Except(features).Select(name => new UsageFeature { PlatformKey = platform, Name = name }));
        var streams = await db.Streams.Where(s => s.PlatformKey == platform).Select(s => s.Name).ToListAsync(token);
        var needed = map.Groups.Append(map.Presence).SelectMany(g => g.Streams);
        db.Streams.AddRange(needed.Except(streams).Select(name => new StreamStatus { PlatformKey = platform, Name = name }));
        await db.SaveChangesAsync(token);
    }, ct);

    /// <summary>A pull is of the whole organization, so a division that appears later was in it; whether its data really arrives is tested when it is read.</summary>
    private static Task CoverNewDivisionsAsync(LicenseDb db, List<int> divisions, List<int> streams, CancellationToken ct) => db.InTransactionAsync(async token =>
    {
        var known = await db.Coverage.Where(c => streams.Contains(c.StreamKey)).Select(c => new { c.StreamKey, c.DivisionKey }).Distinct().ToListAsync(token);
        foreach (var stream in known.Where(k => k.DivisionKey == Import.NoDivision).Select(k => k.StreamKey))
        {
            foreach (var division in divisions.Where(d => !known.Contains(new { StreamKey = stream, DivisionKey = d })))
            {
                var days = await db.Coverage.Where(c => c.StreamKey == stream && c.DivisionKey == Import.NoDivision).Select(c => c.Day).ToListAsync(token);
                db.Coverage.AddRange(days.Select(day => new Coverage { StreamKey = stream, Day = day, DivisionKey = division }));
            }
        }

        await db.SaveChangesAsync(token);
    }, ct);
}
