using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// The streams of a platform at the start of a run: their rows, how far the vendor's data is complete, what is covered, and person keys.
/// </summary>
internal sealed class UsageStreams
{
    /// <summary>Daily facts older than this are not kept, so they are not requested.</summary>
    public const int MostDays = 400;

    private readonly Dictionary<string, StreamStatus> _streams;
    private readonly Dictionary<string, HashSet<int>> _covered;
    private readonly Dictionary<string, HashSet<int>> _hidden = [];

    private UsageStreams(Dictionary<string, StreamStatus> streams, Dictionary<string, HashSet<int>> covered) =>
        (_streams, _covered) = (streams, covered);

    public required IReadOnlyDictionary<string, int> PersonKeys { get; init; }

    public required IReadOnlyDictionary<string, int> FeatureKeys { get; init; }

    public required IReadOnlyCollection<int> Divisions { get; init; }

    public required DateTime? ConversationsUntil { get; set; }

    public required DateTime? PresenceUntil { get; set; }

    public required VendorAuditMapping? Mapping { get; init; }

    public required int? RetentionDays { get; init; }

    /// <summary>Why completeness or the audit mapping is unknown; no entry if the vendor answered.</summary>
    public required IReadOnlyDictionary<string, VendorException> Faults { get; init; }

    public StreamStatus Of(string stream) => _streams[stream];

    /// <summary>Divisions for which a day of the stream is covered once it is pulled: all except those hidden in the last pull.</summary>
    public IReadOnlyCollection<int> DivisionsOf(string stream) =>
        _hidden.TryGetValue(stream, out var hidden) ? [.. Divisions.Where(d => !hidden.Contains(d))] : Divisions;

    public void Hide(string stream, IEnumerable<int> divisions) => _hidden[stream] = [.. divisions];

    public int KeyOf(string stream) => _streams[stream].Key;

    /// <summary>UTC time up to which the whole group is complete.</summary>
    public DateTime? UntilOf(StreamGroup group) => group.Until(ConversationsUntil, PresenceUntil);

    /// <summary>First day that can be requested.</summary>
    /// <param name="kept">Days the vendor keeps of this; null if there is no specific limit.</param>
    public DateOnly HorizonOf(int? kept, DateOnly today) =>
        today.AddDays(-Math.Min(Math.Min(RetentionDays ?? MostDays, MostDays), kept ?? MostDays));

    /// <summary>True if the vendor's mapping has something to read. Without a mapping, sources that need one have nothing.</summary>
    public bool IsListed(UsageSource source, string stream) =>
        !source.NeedsMapping || (Mapping is { } mapping && source.IsListed(stream, mapping));

    /// <summary>A day is pulled for a group once all its streams have it. Streams that are not served don't block the others.</summary>
    public bool IsCovered(IEnumerable<string> streams, DateOnly day) => streams.All(stream => _covered[stream].Contains(FactDay.Of(day)));

    /// <summary>
    /// The streams of the group that the vendor serves, as far as is known. Refused or unaudited streams don't block the others.
    /// </summary>
    public IReadOnlyList<string> Asked(StreamGroup group)
    {
        var known = group.Streams.Where(s => IsListed(group.Sources.First(source => source.Owns(s)), s)).ToList();
        var served = known.Where(s => Of(s).State != StreamState.NotServed).ToList();
        return served.Count > 0 ? served : known;
    }

    public int? FirstCovered(IEnumerable<string> streams) =>
        streams.Select(s => _covered[s]).Where(days => days.Count > 0).Select(days => (int?)days.Min()).Max();

    /// <summary>Asks the vendor how far it is complete, creates missing rows, and reads what is covered.</summary>
    public static async Task<UsageStreams> OpenAsync(Import import, SignalMap map, CancellationToken ct)
    {
        var usage = import.Vendor.Usage;
        var conversations = AskAsync(() => usage.ConversationsCompleteUntilAsync(RequestPriority.Ingest, ct));
        var presence = AskAsync(() => usage.PresenceCompleteUntilAsync(RequestPriority.Ingest, ct));
        var retention = AskAsync(() => usage.RetentionDaysAsync(RequestPriority.Ingest, ct));
        var mapping = AskAsync(async () =>
            map.Groups.Any(g => g.Sources.Any(source => source.NeedsMapping))
                ? await usage.AuditMappingAsync(RequestPriority.Ingest, ct)
                : null
        );
        await Task.WhenAll(conversations, presence, retention, mapping);
        await using var db = await import.Databases.CreateDbContextAsync(ct);
        var platform = import.Platform.Key;
        await EnsureRowsAsync(db, platform, map, ct);
        var streams = await db
            .Streams.AsNoTracking()
            .Where(s => s.PlatformKey == platform && !StreamStatus.StatesOfNow.Contains(s.Name))
            .ToDictionaryAsync(s => s.Name, ct);
        var divisions = await db.Divisions.Where(d => d.PlatformKey == platform).Select(d => d.Key).ToListAsync(ct);
        var keys = streams.Values.Select(s => s.Key).ToList();
        var notes = await db.UncoveredDivisions.AsNoTracking().Where(n => keys.Contains(n.StreamKey)).ToListAsync(ct);
        await CoverNewDivisionsAsync(db, divisions, keys, notes, ct);
        var covered = new Dictionary<string, HashSet<int>>();
        foreach (var stream in streams.Values)
        {
            covered[stream.Name] = await db
                .Coverage.Where(c => c.StreamKey == stream.Key && c.DivisionKey == Import.NoDivision)
                .Select(c => c.Day)
                .ToHashSetAsync(ct);
        }

        var opened = new UsageStreams(streams, covered)
        {
            PersonKeys = await db.People.Where(p => p.PlatformKey == platform).ToDictionaryAsync(p => p.VendorId, p => p.Key, ct),
            FeatureKeys = await db.Features.Where(f => f.PlatformKey == platform).ToDictionaryAsync(f => f.Name, f => f.Key, ct),
            Divisions = [.. divisions, Import.NoDivision],
            ConversationsUntil = NotAfter((await conversations).Answer, import.Now),
            PresenceUntil = NotAfter((await presence).Answer, import.Now),
            // The vendor's previous answer holds until it gives another.
            RetentionDays = (await retention).Answer is { } days and > 0 ? days : import.Platform.RetentionDays,
            Mapping = (await mapping).Answer,
            Faults = Faulty(
                (StreamKind.Conversations, (await conversations).Fault),
                (StreamKind.Presence, (await presence).Fault),
                (StreamKind.Audits, (await mapping).Fault)
            ),
        };
        foreach (var stream in streams.Values)
        {
            opened.Hide(stream.Name, notes.Where(n => n.StreamKey == stream.Key && !n.Shown).Select(n => n.DivisionKey));
        }

        return opened;
    }

    /// <summary>
    /// After a pull, its pages may have reported less completeness than the vendor promised before. If the vendor no longer answers, the
    /// earlier promise holds.
    /// </summary>
    public async Task AskAgainAsync(Import import, CancellationToken ct)
    {
        var usage = import.Vendor.Usage;
        var (conversations, _) = await AskAsync(() => usage.ConversationsCompleteUntilAsync(RequestPriority.Ingest, ct));
        var (presence, _) = await AskAsync(() => usage.PresenceCompleteUntilAsync(RequestPriority.Ingest, ct));
        ConversationsUntil = conversations < ConversationsUntil ? conversations : ConversationsUntil;
        PresenceUntil = presence < PresenceUntil ? presence : PresenceUntil;
    }

    /// <summary>Completeness, retention and audit mapping are evidence about a single stream; a failure doesn't end the run.</summary>
    private static async Task<(T? Answer, VendorException? Fault)> AskAsync<T>(Func<Task<T?>> ask)
    {
        try
        {
            return (await ask(), null);
        }
        catch (VendorException fault)
        {
            return (default, fault);
        }
    }

    private static Dictionary<string, VendorException> Faulty(params IEnumerable<(string Kind, VendorException? Fault)> asked) =>
        asked.Where(each => each.Fault is not null).ToDictionary(each => each.Kind, each => each.Fault!);

    private static DateTime? NotAfter(DateTime? until, DateTime now) => until > now ? now : until;

    private static Task EnsureRowsAsync(LicenseDb db, int platform, SignalMap map, CancellationToken ct) =>
        db.InTransactionAsync(
            async token =>
            {
                var features = await db.Features.Where(f => f.PlatformKey == platform).Select(f => f.Name).ToListAsync(token);
                db.Features.AddRange(
                    map.FeatureNames.Except(features).Select(name => new UsageFeature { PlatformKey = platform, Name = name })
                );
                var streams = await db.Streams.Where(s => s.PlatformKey == platform).Select(s => s.Name).ToListAsync(token);
                var needed = map.Groups.Append(map.Presence).SelectMany(g => g.Streams);
                db.Streams.AddRange(needed.Except(streams).Select(name => new StreamStatus { PlatformKey = platform, Name = name }));
                await db.SaveChangesAsync(token);
            },
            ct
        );

    /// <summary>
    /// A pull covers the whole organization, so it includes divisions that appear later. Whether their data really arrives is tested when
    /// it is used and recorded after the next pull. Divisions already recorded as hidden have no covered days for that reason.
    /// </summary>
    private static Task CoverNewDivisionsAsync(
        LicenseDb db,
        List<int> divisions,
        List<int> streams,
        List<UncoveredDivision> notes,
        CancellationToken ct
    ) =>
        db.InTransactionAsync(
            async token =>
            {
                var rows = await db
                    .Coverage.Where(c => streams.Contains(c.StreamKey))
                    .Select(c => new { c.StreamKey, c.DivisionKey })
                    .Distinct()
                    .ToListAsync(token);
                var known = rows.Select(c => (c.StreamKey, c.DivisionKey)).ToHashSet();
                var pulled = known.Where(k => k.DivisionKey == Import.NoDivision).Select(k => k.StreamKey).ToList();
                known.UnionWith(notes.Select(n => (n.StreamKey, n.DivisionKey)));
                foreach (var stream in pulled)
                {
                    foreach (var division in divisions.Where(d => !known.Contains((stream, d))))
                    {
                        var days = await db
                            .Coverage.Where(c => c.StreamKey == stream && c.DivisionKey == Import.NoDivision)
                            .Select(c => c.Day)
                            .ToListAsync(token);
                        db.Coverage.AddRange(
                            days.Select(day => new Coverage
                            {
                                StreamKey = stream,
                                Day = day,
                                DivisionKey = division,
                            })
                        );
                    }
                }

                await db.SaveChangesAsync(token);
            },
            ct
        );
}
