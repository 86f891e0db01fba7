using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Utilization;

namespace LicenseDashboard.Application.Utilization;

/// <summary>
/// Levels of days. They are kept by SKU and division, not by person, so they exist only for viewers who see everyone: a manager's line
/// can't be cut out of them.
/// </summary>
internal sealed class ReadCurves(LevelBook book, LiveBooks books, TimeProvider clock)
{
    private const string NotOfALine =
        "Curves are kept by license and division, not by reporting line, so there is none for the people below you. "
        + "The figures above are theirs.";

    public async Task<Outcome<UtilizationCurve>> CurveAsync(LivePicture picture, Viewer viewer, CurveQuery query, CancellationToken ct)
    {
        var roster = picture.Roster;
        var today = roster.Platform.LocalDay(clock.GetUtcNow());
        var day = query.Day ?? today;
        if (Check(day, today, "day") is { } refusal)
        {
            return refusal;
        }

        if (!viewer.SeesEveryone)
        {
            return new UtilizationCurve(roster.Platform.Name, day, roster.Platform.TimeZone, [], null, null, NotOfALine);
        }

        var (sku, division) = (await SkuAsync(roster, query.Sku, ct), DivisionOf(roster, query.Division));
        List<(CurveKind Kind, DateOnly Day)> days =
        [
            (CurveKind.Day, day),
            .. query.Compare
                ? new[] { (CurveKind.DayBefore, day.AddDays(-1)), (CurveKind.WeekBefore, day.AddDays(-7)) }
                : Array.Empty<(CurveKind, DateOnly)>(),
        ];
        var curves = new List<CurveDay>();
        foreach (var (kind, each) in days)
        {
            var levels = await book.DayAsync(picture, each, today, ct);
            curves.Add(CurveOf(kind, levels.Day, Pick(levels, sku, division)));
        }

        return new UtilizationCurve(
            roster.Platform.Name,
            day,
            roster.Platform.TimeZone,
            curves,
            PeakOf(curves[0]),
            query.Division is not null ? null
                : query.Sku is { } id
                    ? roster.Entitled.TryGetValue(id, out var licenses) ? licenses
                        : null
                : roster.EntitledBases,
            null
        );
    }

    public async Task<Outcome<UtilizationHistory>> HistoryAsync(
        LivePicture picture,
        Viewer viewer,
        HistoryQuery query,
        CancellationToken ct
    )
    {
        var roster = picture.Roster;
        var today = roster.Platform.LocalDay(clock.GetUtcNow());
        var to = query.To ?? today;
        var from = query.From ?? to.AddDays(-6);
        if (!viewer.SeesEveryone)
        {
            return Refusal.Forbidden(NotOfALine);
        }

        if (Check(to, today, "to") is { } refusal)
        {
            return refusal;
        }

        if (from > to)
        {
            return Refusal.Invalid("from must not be after to.", "from");
        }

        if (to.DayNumber - from.DayNumber >= HistoryQuery.MostDays)
        {
            return Refusal.Invalid($"from and to must be at most {HistoryQuery.MostDays} days apart. Ask for one month at a time.", "from");
        }

        var tiers = query.GroupBy == HistoryGroup.Tier ? await TiersAsync(roster, ct) : [];
        var items = new List<HistoryDay>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var levels = await book.DayAsync(picture, day, today, ct);
            items.AddRange(
                Groups(roster, levels, query.GroupBy, tiers)
                    .Select(group => (group.Name, Curve: CurveOf(CurveKind.Day, levels.Day, group.Levels)))
                    .Where(group => group.Curve.IsKnown)
                    .Select(group => new HistoryDay(group.Name, group.Curve, PeakOf(group.Curve)))
            );
        }

        return new UtilizationHistory(roster.Platform.Name, roster.Platform.TimeZone, from, to, query.GroupBy, items);
    }

    private static Refusal? Check(DateOnly day, DateOnly today, string field) =>
        day > today ? Refusal.Invalid($"{field} lies in the future.", field)
        : day.Year < 2020 ? Refusal.Invalid($"{field} must be 2020 or later.", field)
        : null;

    private static IEnumerable<(string? Name, Levels Levels)> Groups(
        LiveRoster roster,
        DayLevels levels,
        HistoryGroup by,
        IReadOnlyList<(int Key, string Sku)> tiers
    ) =>
        by switch
        {
            HistoryGroup.Tier => tiers.Select(tier => ((string?)tier.Sku, levels.Of(tier.Key, null))),
            HistoryGroup.Division => roster
                .Divisions.OrderBy(division => division.Value, StringComparer.OrdinalIgnoreCase)
                .Select(division => ((string?)division.Value, levels.Of(UtilizationLevel.AllSkus, division.Key)))
                .Append((null, levels.Of(UtilizationLevel.AllSkus, 0))),
            HistoryGroup.None => [(null, levels.Whole)],
        };

    /// <summary>The whole organization comes from the vendor's own totals; where those are missing, from the divisions.</summary>
    private static Levels Pick(DayLevels levels, int? sku, int? division)
    {
        if (sku is null || division is < 0)
        {
            return new Levels(levels.Day.Slots);
        }

        if (sku != UtilizationLevel.AllSkus || division is not null)
        {
            return levels.Of(sku.Value, division);
        }

        var whole = new Levels(levels.Day.Slots);
        var (totals, parts) = (levels.Whole, levels.Of(UtilizationLevel.AllSkus, null));
        for (var slot = 0; slot < whole.Slots; slot++)
        {
            if ((totals[slot] ?? parts[slot]) is { } level)
            {
                whole.Raise(slot, level);
            }
        }

        return whole;
    }

    private static CurveDay CurveOf(CurveKind kind, LevelDay day, Levels levels)
    {
        var slots = Enumerable.Range(0, day.Slots).Select(slot => levels[slot]).ToList();
        return new CurveDay(
            kind,
            day.Day,
            day.StartOf(0),
            day.Labels(),
            [.. slots.Select(slot => slot?.SignedIn)],
            [.. slots.Select(slot => slot?.OnQueue)],
            [.. slots.Select(slot => slot?.Idle)]
        );
    }

    private static CurvePeak? PeakOf(CurveDay day)
    {
        if (day.SignedIn.Max() is not { } highest)
        {
            return null;
        }

        var slot = day.SignedIn.Index().First(each => each.Item == highest).Index;
        return new CurvePeak(highest, day.StartsAt.AddSeconds((double)slot * LevelDay.SlotSeconds));
    }

    /// <summary>-1 for a division that doesn't exist: unknown rather than empty.</summary>
    private static int? DivisionOf(LiveRoster roster, string? name) =>
        name is null ? null
        : name == LiveFilter.NoName ? 0
        : roster.Divisions.Where(each => each.Value == name).Select(each => (int?)each.Key).FirstOrDefault() ?? -1;

    /// <summary>Null for a SKU that the vendor doesn't know.</summary>
    private async Task<int?> SkuAsync(LiveRoster roster, string? sku, CancellationToken ct) =>
        sku is null
            ? UtilizationLevel.AllSkus
            : (await TiersAsync(roster, ct)).Where(each => each.Sku == sku).Select(each => (int?)each.Key).FirstOrDefault();

    private async Task<IReadOnlyList<(int Key, string Sku)>> TiersAsync(LiveRoster roster, CancellationToken ct) =>
        [.. (await books.Of(roster).SkusAsync(ct)).Select(sku => (sku.Key, sku.Value)).OrderBy(sku => sku.Value, StringComparer.Ordinal)];
}
