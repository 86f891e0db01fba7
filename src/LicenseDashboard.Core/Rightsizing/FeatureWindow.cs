using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing.Signals;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>What is known about the use of one feature in one division: which days are evaluated and whether they are complete.</summary>
internal sealed record FeatureWindow
{
    /// <summary>Days before the window in which use leads to a review.</summary>
    public const int DaysBefore = 30;

    public required FeatureDefinition Feature { get; init; }

    public required int Index { get; init; }

    public required SignalStrength Strength { get; init; }

    /// <summary>The signals that feed the feature.</summary>
    public required IReadOnlyList<ISignal> Signals { get; init; }

    /// <summary>Streams in which use shows in this organization; empty if there is no signal.</summary>
    public required IReadOnlyList<string> Asked { get; init; }

    /// <summary>C − N + 1.</summary>
    public required DateOnly From { get; init; }

    /// <summary>C of the sources of the feature.</summary>
    public required DateOnly To { get; init; }

    /// <summary>True if no source is late and every day of the window is covered, or if there is nothing to cover.</summary>
    public required bool IsCovered { get; init; }

    /// <summary>True if the 30 days before the window are covered, or if there is nothing to cover.</summary>
    public required bool IsCoveredBefore { get; init; }

    /// <summary>First day of the covered days up to C, searched no further back than needed; null if C itself is not covered.</summary>
    public required DateOnly? CoveredFrom { get; init; }

    /// <summary>Set if no signal saw anybody of the division: the words for it.</summary>
    public string? Silent { get; init; }

    public string NotEnough =>
        Silent is not null ? Silent
        : CoveredFrom is { } since ? FormattableString.Invariant($"not enough data since {since:yyyy-MM-dd}")
        : "not enough data";
}

/// <summary>The windows of a run, each computed once per feature and division.</summary>
internal sealed class FeatureWindows(OrganizationFacts organization, DateOnly asOf)
{
    private const int UsualLag = 2;
    private readonly Dictionary<string, FeatureWindow[]> _byDivision = new(StringComparer.Ordinal);

    /// <summary>The windows for a person; covered only if covered in every division they were in since the first day.</summary>
    public IReadOnlyList<FeatureWindow> Of(PersonFacts person)
    {
        var own = Of(person.Division);
        return person.PastDivisions.Count == 0 ? own : [.. own.Select(window => person.PastDivisions.Aggregate(window, With))];
    }

    private FeatureWindow With(FeatureWindow window, PastDivision past)
    {
        if (past.To < window.From.AddDays(-FeatureWindow.DaysBefore))
        {
            return window;
        }

        var there = Of(past.Division)[window.Index];
        var before = window with { IsCoveredBefore = window.IsCoveredBefore && there.IsCoveredBefore };
        return past.To < window.From || there.IsCovered
            ? before
            : before with
            {
                IsCovered = false,
                CoveredFrom = window.CoveredFrom is { } here && there.CoveredFrom is { } other ? (here > other ? here : other) : null,
                Silent = window.Silent ?? there.Silent,
            };
    }

    public IReadOnlyList<FeatureWindow> Of(string division)
    {
        if (!_byDivision.TryGetValue(division, out var windows))
        {
            windows = [.. organization.Catalogue.Features.Select((feature, index) => New(feature, index, division))];
            _byDivision[division] = windows;
        }

        return windows;
    }

    private FeatureWindow New(FeatureDefinition feature, int index, string division)
    {
        var signals = SignalCatalogue.For(organization.Sources).Where(signal => signal.Feeds(feature)).ToList();
        var sights = signals.ConvertAll(signal => signal.See(feature, organization));
        var strength = sights.Count == 0 ? SignalStrength.None : sights.Max(sight => sight.Strength);
        List<StreamFacts> streams = [.. sights.SelectMany(sight => sight.Streams)];
        var complete =
            streams.Count > 0 && streams.All(stream => stream.CompleteThrough is not null)
                ? streams.Min(stream => stream.CompleteThrough)
                : null;
        var to = complete ?? organization.Streams.GetValueOrDefault(StreamFacts.Evaluations)?.CompleteThrough ?? asOf.AddDays(-UsualLag);
        var from = to.AddDays(1 - feature.Lookback);
        var people = organization.Divisions.GetValueOrDefault(division);
        var blind = people is not null && signals.Exists(signal => signal.IsBlind(people, from, Earlier(to, PresenceTo)));
        var late = streams.Exists(stream => stream.IsLate(asOf));

        var since = complete is null || blind ? null : CoveredFrom(streams, Asked(from), to, late ? DateOnly.MinValue : from);
        var before = from.AddDays(-FeatureWindow.DaysBefore);
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
            IsCoveredBefore = streams.Count == 0 || CoversAll(streams, Asked(before), before, from.AddDays(-1)),
            CoveredFrom = since,
            Silent = streams.Count > 0 && blind && people!.IsSilent(from) ? people.SilentWords : null,
        };

        // Days left open by pulls in a hidden division don't matter once an administrator has marked the division as idle.
        string? Asked(DateOnly first) => people?.IsIdle(first) == true ? null : division;
    }

    private DateOnly? PresenceTo => organization.Streams.GetValueOrDefault(StreamFacts.Presence)?.CompleteThrough;

    private static DateOnly Earlier(DateOnly day, DateOnly? other) => other < day ? other.Value : day;

    private static DateOnly? CoveredFrom(List<StreamFacts> streams, string? division, DateOnly to, DateOnly earliest)
    {
        DateOnly? since = null;
        for (var day = to; day >= earliest && streams.TrueForAll(stream => stream.Covers(day, division)); day = day.AddDays(-1))
        {
            since = day;
        }

        return since;
    }

    private static bool CoversAll(List<StreamFacts> streams, string? division, DateOnly from, DateOnly to)
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
