using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>Display names of states.</summary>
internal static class DowngradeWords
{
    /// <summary>Genesys Cloud confirms the change.</summary>
    public const string Verified = "Verified";

    /// <summary>An administrator makes the change.</summary>
    public const string ByHand = "By hand";

    public static (string Text, Tone Tone) Of(RecommendationStatus status) =>
        status switch
        {
            RecommendationStatus.Open => ("Open", Tone.Neutral),
            RecommendationStatus.Approved => ("Approved", Tone.Accent),
            RecommendationStatus.Rejected => ("Rejected", Tone.Neutral),
            RecommendationStatus.Withdrawn => ("Withdrawn", Tone.Neutral),
            RecommendationStatus.Done => (Verified, Tone.Positive),
            RecommendationStatus.Restoring => ("Restoring", Tone.Accent),
            RecommendationStatus.Restored => ("Restored", Tone.Neutral),
        };

    public static Tone Of(Lane lane) =>
        lane switch
        {
            Lane.Ready => Tone.Positive,
            Lane.Review => Tone.Warning,
            Lane.Protected => Tone.Neutral,
        };

    /// <summary>One or many that were decided together, in a line.</summary>
    public static string Decided(IReadOnlyList<DowngradeLine> lines) =>
        lines is [var one]
            ? $"{one.Row.Name}: {one.Words.ToLowerInvariant()}"
            : $"{lines.Count} {lines[0].Words.ToLowerInvariant()}, "
                + $"{MoneyText.Sum(lines.Select(line => line.Row.ListMonthlySaving))} a month";

    /// <summary>The unit in which uses of a feature are counted.</summary>
    public static string Unit(string feature, int count) =>
        (
            feature switch
            {
                "voice" or "digital" => "interaction",
                "quality" => "evaluation",
                "supervision" => "session",
                "administration" => "change",
                _ => "action",
            }
        ) + (count == 1 ? "" : "s");

    /// <summary>The one name of each status; lists, panels and filters use it.</summary>
    public static (string Text, Tone Tone) Of(RemediationStatus status) =>
        status switch
        {
            RemediationStatus.Planned => ("Scheduled", Tone.Neutral),
            RemediationStatus.HandedOver => (ByHand, Tone.Warning),
            RemediationStatus.Executing => ("Changing", Tone.Accent),
            RemediationStatus.Verified => (Verified, Tone.Positive),
            RemediationStatus.Failed => ("Failed", Tone.Danger),
            RemediationStatus.Abandoned => ("Given up", Tone.Neutral),
            RemediationStatus.Cancelled => ("Cancelled", Tone.Neutral),
            RemediationStatus.Restoring => ("Restoring", Tone.Accent),
            RemediationStatus.Restored => ("Restored", Tone.Neutral),
            RemediationStatus.Recalled => ("Recalled", Tone.Warning),
        };

    /// <summary>Describes an audit action in the form <c>feature.verb</c>.</summary>
    public static string What(string action) =>
        action switch
        {
            "recommendation.raised" => "Recommended",
            "remediation.planned" => "Change planned",
            "remediation.handed-over" => "To be changed by hand",
            "remediation.executing" => "Change started",
            "remediation.verified" => "Verified in Genesys Cloud",
            "remediation.cancelled" => "Change cancelled",
            "remediation.failed" => "Change failed",
            _ when action.Split('.') is [_, { Length: > 0 } verb] => string.Concat(
                verb[..1].ToUpperInvariant(),
                verb[1..].Replace('-', ' ')
            ),
            _ => action,
        };
}
