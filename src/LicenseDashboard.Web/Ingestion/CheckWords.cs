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
            CheckResult.Holds => "passed",
            CheckResult.DoesNotHold => "failed",
            CheckResult.CannotTell => "inconclusive",
        };

    public static Tone ToneOf(CheckResult result) =>
        result switch
        {
            CheckResult.Holds => Tone.Positive,
            CheckResult.DoesNotHold => Tone.Warning,
            CheckResult.CannotTell => Tone.Neutral,
        };

    public static string Summary(CheckReport report) =>
        $"{EnglishText.Count(report.Count(CheckResult.Holds))} passed, "
        + $"{EnglishText.Count(report.Count(CheckResult.DoesNotHold))} failed, "
        + $"{EnglishText.Count(report.Count(CheckResult.CannotTell))} inconclusive.";
}
