using System.Globalization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing.Signals;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// Rule 7: one clause per dropped feature, then what the plan removes from others, in feature order. States only what was observed.
/// </summary>
internal static class Reasons
{
    private const string AdministrationKey = "administration";

    public static string Of(Catalogue catalogue, FindingKind kind, HeldLicense target, IReadOnlyList<GivenUp> givenUp) =>
        Dropped(catalogue, kind, target, [.. givenUp.Where(feature => feature.Dropped)])
        + string.Concat(
            givenUp
                .Where(feature => target.Features.Has(feature.Window.Index))
                .Select(feature =>
                    feature.InPart ? $"; loses part of {FeatureWords.Of(feature.Key)}" : $"; loses {FeatureWords.Of(feature.Key)}"
                )
        );

    private static string Dropped(Catalogue catalogue, FindingKind kind, HeldLicense target, IReadOnlyList<GivenUp> dropped)
    {
        if (kind == FindingKind.ReportingOnly)
        {
            return Filled(catalogue.ReadsOnlyWords, catalogue.Feature(AdministrationKey)!.Lookback);
        }

        if (dropped.Count == 0)
        {
            return catalogue.NothingDroppedWords.Replace("{target}", SkuWords.Names(target.Ids), StringComparison.Ordinal);
        }

        return string.Join(
            "; ",
            dropped.Select(
                (feature, i) => i == 0 ? First(Clause(feature), char.ToUpperInvariant) : First(Clause(feature), char.ToLowerInvariant)
            )
        );
    }

    private static string Clause(GivenUp dropped)
    {
        var feature = dropped.Window.Feature;
        var words =
            dropped.Window.Strength == SignalStrength.None ? feature.NoSignalWords
            : dropped.Weak ? feature.WeakWords
            : null;
        return Filled(words ?? feature.Words, feature.Lookback);
    }

    private static string Filled(string words, int days) =>
        words.Replace("{n}", days.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string First(string clause, Func<char, char> change) => clause.Length == 0 ? clause : change(clause[0]) + clause[1..];
}
