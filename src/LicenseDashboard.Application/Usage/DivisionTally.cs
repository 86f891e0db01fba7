using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// Aggregates people into <see cref="DivisionFacts"/>. Rollups only contain a first and a last day; if they leave open whether anybody
/// handled anything up to C, the facts of those few people are read for the longest window, never the whole history.
/// </summary>
internal sealed class DivisionTally
{
    private const int PeopleAtOnce = 200;
    private const int DaysAtOnce = 7;

    private readonly Catalogue _catalogue;
    private readonly Platform _platform;
    private readonly DateOnly _through;
    private readonly Dictionary<int, Sum> _divisions = [];

    private DivisionTally(Catalogue catalogue, Platform platform, DateOnly through) =>
        (_catalogue, _platform, _through) = (catalogue, platform, through);

    /// <summary>Longest and shortest window in which conversations count.</summary>
    private IEnumerable<int> Lookbacks =>
        _catalogue.Features.Where(f => f.Stream == StreamKind.Conversations).Select(f => f.Lookback).Append(DivisionSigns.NotedDays);

    public static async Task<DivisionTally> OpenAsync(
        LicenseDb db,
        Catalogue catalogue,
        Platform platform,
        DateOnly today,
        CancellationToken ct
    )
    {
        var through = await db
            .Streams.Where(s => s.PlatformKey == platform.Key && s.Name == StreamStatus.Conversations)
            .Select(s => s.CompleteThrough)
            .SingleOrDefaultAsync(ct);
        return new DivisionTally(catalogue, platform, through ?? today);
    }

    /// <summary>
    /// Features whose use is a handled, monitored, coached or barged conversation, including media that no feature counts.
    /// </summary>
    public static List<string> Handling(Catalogue catalogue) =>
        [.. catalogue.Features.Where(f => f.Stream == StreamKind.Conversations).Select(f => f.Key), UsageFeature.OtherMedia];

    public static Core.Usage.PresentDays PresentOf(PersonDays? days) =>
        days is null ? default : new(FactDay.ToDate(days.LastDay), new UInt128((ulong)days.Earlier, (ulong)days.Recent));

    /// <summary>Adds a use that handled, monitored, coached or barged something; days as <see cref="FactDay"/>.</summary>
    /// <param name="division">0 if none.</param>
    public void AddUse(int division, int person, int first, int last)
    {
        var sum = Of(division);
        var through = FactDay.Of(_through);
        if (first <= through)
        {
            sum.Handled = Later(sum.Handled, FactDay.ToDate(last <= through ? last : first));
        }

        if (last > through && first < through)
        {
            sum.Open.Add(person);
        }
    }

    /// <param name="licensed">Active, and holds a base license.</param>
    /// <param name="signs">Last handled interaction, login and issued token, as local days.</param>
    public void Add(int division, bool licensed, PersonDays? days, params ReadOnlySpan<DateOnly?> signs)
    {
        var sum = Of(division);
        sum.OnQueue = Later(sum.OnQueue, FactDay.ToDate(days?.LastOnQueueOn));
        if (!licensed)
        {
            return;
        }

        var present = PresentOf(days);
        sum.Licensed++;
        sum.Present = sum.Present.Or(present);
        sum.Sign = Later(sum.Sign, present.Bits == UInt128.Zero ? null : present.LastDay);
        foreach (var sign in signs)
        {
            sum.Sign = Later(sum.Sign, sign);
        }
    }

    /// <summary>By division key; 0 stands for people without a division.</summary>
    public async Task<IReadOnlyDictionary<int, DivisionFacts>> FinishAsync(LicenseDb db, CancellationToken ct)
    {
        var (longest, shortest) = (_through.AddDays(1 - Lookbacks.Max()), _through.AddDays(1 - Lookbacks.Min()));
        var names = await db.Divisions.Where(d => d.PlatformKey == _platform.Key).ToDictionaryAsync(d => d.Key, d => d.Name, ct);
        var marks = await db
            .IdleDivisions.Where(i => db.Divisions.Any(d => d.Key == i.DivisionKey && d.PlatformKey == _platform.Key))
            .ToDictionaryAsync(i => i.DivisionKey, i => i.MarkedOn, ct);
        var facts = new Dictionary<int, DivisionFacts>();
        foreach (var (key, sum) in _divisions)
        {
            // Read only where it matters: someone was on queue, and the rollups don't show handled conversations in every window.
            var isOpen =
                sum.Open.Count > 0 && sum.Licensed >= DivisionFacts.TestedFrom && sum.OnQueue >= longest && !(sum.Handled >= shortest);
            facts[key] = new DivisionFacts
            {
                Name = names.GetValueOrDefault(key, ""),
                LicensedPeople = sum.Licensed,
                Present = sum.Present,
                LastOnQueueOn = sum.OnQueue,
                LastHandledOn = isOpen ? Later(sum.Handled, await HandledAsync(db, [.. sum.Open], longest, ct)) : sum.Handled,
                LastSignOn = sum.Sign,
                MarkedIdleOn = marks.TryGetValue(key, out var on) ? on : null,
            };
        }

        return facts;
    }

    /// <summary>
    /// Last day up to C on which any of these people handled anything; null if there was none in the longest window. Newest days first,
    /// where it usually is.
    /// </summary>
    private async Task<DateOnly?> HandledAsync(LicenseDb db, List<int> people, DateOnly longest, CancellationToken ct)
    {
        var names = Handling(_catalogue);
        var features = await db
            .Features.Where(f => f.PlatformKey == _platform.Key && names.Contains(f.Name))
            .Select(f => f.Key)
            .ToListAsync(ct);
        for (var to = _through; to >= longest; to = to.AddDays(-DaysAtOnce))
        {
            var days = Enumerable.Range(0, DaysAtOnce).Select(n => to.AddDays(-n)).Where(day => day >= longest).Select(FactDay.Of).ToList();
            int? found = null;
            foreach (var some in people.Chunk(PeopleAtOnce))
            {
                var last = await db
                    .UsageDays.Where(u => days.Contains(u.Day) && some.Contains(u.PersonKey) && features.Contains(u.FeatureKey))
                    .MaxAsync(u => (int?)u.Day, ct);
                found = found is null || last > found ? last : found;
            }

            if (found is { } day)
            {
                return FactDay.ToDate(day);
            }
        }

        return null;
    }

    private Sum Of(int division)
    {
        if (!_divisions.TryGetValue(division, out var sum))
        {
            _divisions[division] = sum = new Sum();
        }

        return sum;
    }

    private static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null || b > a ? b : a;

    private sealed class Sum
    {
        public int Licensed { get; set; }

        public Core.Usage.PresentDays Present { get; set; }

        public DateOnly? OnQueue { get; set; }

        public DateOnly? Handled { get; set; }

        public DateOnly? Sign { get; set; }

        /// <summary>
        /// People who handled something both before and after C; only the facts show whether it was within a window that ends at C.
        /// </summary>
        public HashSet<int> Open { get; } = [];
    }
}
