using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Ingestion;

internal static class CheckWords
{
    public static string Of(CheckResult result) =>
        result switch
        {
            CheckResult.Holds => "holds",
            CheckResult.DoesNotHold => "doesn't hold",
            CheckResult.CannotTell => "can't be told",
        };

    public static Tone ToneOf(CheckResult result) =>
        result switch
        {
            CheckResult.Holds => Tone.Positive,
            CheckResult.DoesNotHold => Tone.Warning,
            CheckResult.CannotTell => Tone.Neutral,
        };

    public static string Summary(CheckReport report) =>
        $"{EnglishText.Count(report.Count(CheckResult.Holds), "holds", "hold")}, "
        + $"{EnglishText.Count(report.Count(CheckResult.DoesNotHold), "doesn't hold", "don't hold")}, "
        + $"{EnglishText.Count(report.Count(CheckResult.CannotTell))} can't be told.";
}
