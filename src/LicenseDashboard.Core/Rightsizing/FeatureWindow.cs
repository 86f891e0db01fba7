using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing.Signals;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>What is known of one feature's use in one division: which days are looked at, and whether all of them are there.</summary>
internal sealed class FeatureWindow
{
    /// <summary>Days before the window in which a use asks for a look.</summary>
    public const int DaysBefore = 30;

    public required FeatureDefinition Feature { get; init; }

    public required int Index { get; init; }

    public required SignalStrength Strength { get; init; }

    /// <summary>Those that feed the feature.</summary>
    public required IReadOnlyList<ISignal> Signals { get; init; }

    /// <summary>Streams in which the organization shows its use; none where it has no signal.</summary>
    public required IReadOnlyList<string> Asked { get; init; }

    /// <summary>C − N + 1.</summary>
    public required DateOnly From { get; init; }

    /// <summary>C of the feature's sources.</summary>
    public required DateOnly To { get; init; }

    /// <summary>No source is late, and every day of the window is covered; or there is nothing to cover.</summary>
    public required bool IsCovered { get; init; }

    /// <summary>The 30 days before the window are covered; or there is nothing to cover.</summary>
    public required bool IsCoveredBefore { get; init; }

    /// <summary>First day of the covered days that last until C (looked for no further back than it matters); null when C itself is not covered.</summary>
    public required DateOnly? CoveredFrom { get; init; }

    public string NotEnough => CoveredFrom is { } since ? FormattableString.Invariant($"not enough data since {since:yyyy-MM-dd}") : "not enough data";
}

/// <summary>Windows of one run, each worked out once for a feature and division.</summary>
internal sealed class FeatureWindows(OrganizationFacts organization, DateOnly asOf)
{
    private const int UsualLag = 2;
    private readonly Dictionary<string, FeatureWindow[]> _byDivision = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateOnly?> _historyFrom = new(StringComparer.Ordinal);

    public IReadOnlyList<FeatureWindow> Of(string division)
    {
        if (!_byDivision.TryGetValue(division, out var windows))
        {
            windows = [.. organization.Catalogue.Features.Select((feature, index) => New(feature, index, division))];
            _byDivision[division] = windows;
        }

        return windows;
    }

    /// <summary>First day of which both presence and conversations are covered; null when one of them never is.</summary>
    public DateOnly? HistoryFrom(string division)
    {
        if (!_historyFrom.TryGetValue(division, out var from))
        {
            var presence = FirstCovered(StreamFacts.Presence, division);
            var conversations = FirstCovered(StreamFacts.Conversations, division);
            from = presence is null || conversations is null ? null : presence > conversations ? presence : conversations;
            _historyFrom[division] = from;
        }

        return from;
    }

    private DateOnly? FirstCovered(string stream, string division) =>
        organization.Streams.GetValueOrDefault(stream)?.FirstCovered(division);

    private FeatureWindow New(FeatureDefinition feature, int index, string division)
    {
        var signals = SignalCatalogue.For(organization.Sources).Where(signal => signal.Feeds(feature)).ToList();
        var sights = signals.ConvertAll(signal => signal.See(feature, organization));
        var strength = sights.Count == 0 ? SignalStrength.None : sights.Max(sight => sight.Strength);
        List<StreamFacts> streams = [.. sights.SelectMany(sight => sight.Streams)];
        var complete = streams.Count > 0 && streams.All(stream => stream.CompleteThrough is not null) ? streams.Min(stream => stream.CompleteThrough) : null;
        var to = complete ?? organization.Streams.GetValueOrDefault(StreamFacts.Evaluations)?.CompleteThrough ?? asOf.AddDays(-UsualLag);
        var from = to.AddDays(1 - feature.Lookback);
        var blind = organization.Divisions.TryGetValue(division, out var people) && signals.Exists(signal => signal.IsBlind(people, from));
        var late = streams.Exists(stream => stream.IsLate(asOf));
        var since = complete is null || blind ? null : CoveredFrom(streams, division, to, late ? DateOnly.MinValue : from);
        return new()
        {
            Feature = feature,
            Index = index,
            Strength = strength,
            Signals = signals,
            Asked = [.. sights.SelectMany(sight => sight.Asked).Distinct(StringComparer.Ordinal)],
            From = from,
            To = to,
            IsCovered = streams.Count == 0 || (since <= from && !late),
            IsCoveredBefore = streams.Count == 0 || CoversAll(streams, division, from.AddDays(-FeatureWindow.DaysBefore), from.AddDays(-1)),
            CoveredFrom = since,
        };
    }

    private static DateOnly? CoveredFrom(List<StreamFacts> streams, string division, DateOnly to, DateOnly earliest)
    {
        DateOnly? since = null;
        for (var day = to; day >= earliest && streams.TrueForAll(stream => stream.Covers(day, division)); day = day.AddDays(-1))
        {
            since = day;
        }

        return since;
    }

    private static bool CoversAll(List<StreamFacts> streams, string division, DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (!streams.TrueForAll(stream => stream.Covers(day, division)))
            {
                return false;
            }
        }

        return true;
    }
}
