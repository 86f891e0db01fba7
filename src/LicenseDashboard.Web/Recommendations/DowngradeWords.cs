using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>States as people read them.</summary>
public static class DowngradeWords
{
    public static (string Text, Tone Tone) Of(RecommendationStatus status) => status switch
    {
        RecommendationStatus.Open => ("Open", Tone.Neutral),
        RecommendationStatus.Approved => ("Approved", Tone.Accent),
        RecommendationStatus.Rejected => ("Rejected", Tone.Neutral),
        RecommendationStatus.Withdrawn => ("Withdrawn", Tone.Neutral),
        RecommendationStatus.Done => ("Done", Tone.Positive),
    };

    public static (string Text, Tone Tone) Of(RemediationStatus status) => status switch
    {
        RemediationStatus.Planned => ("Waiting for the time to undo", Tone.Neutral),
        RemediationStatus.HandedOver => ("Handed over", Tone.Warning),
        RemediationStatus.Executing => ("Changing at the vendor", Tone.Accent),
        RemediationStatus.Verified => ("Verified at the vendor", Tone.Positive),
        RemediationStatus.Failed => ("Failed", Tone.Danger),
        RemediationStatus.Abandoned => ("Given up, put back", Tone.Warning),
        RemediationStatus.Cancelled => ("Cancelled", Tone.Neutral),
        RemediationStatus.Restoring => ("Restoring", Tone.Accent),
        RemediationStatus.Restored => ("Restored", Tone.Neutral),
    };
}
