using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Reclamation;
using LicenseDashboard.Web.Ui;
using LicenseDashboard.Web.Ui.Fields;

namespace LicenseDashboard.Web.Settings;

/// <summary>Texts about policies, their effect and their history.</summary>
internal static class PolicyText
{
    public static string Of(ReclamationMode mode) => mode == ReclamationMode.Automatic ? "The policy reclaims" : "A person approves";

    /// <summary><c>60 days: 9 instead of 15 licenses, $1,350 instead of $2,250 a month.</c></summary>
    public static string Effect(ReclamationTerms terms, PolicyPreview preview) =>
        preview is { Now: { } now, Then: { } then }
            ? now.Licenses == then.Licenses && now.Monthly == then.Monthly
                ? $"{Days(terms)}: {Licenses(then)}, {MoneyText.Of(then.Monthly)} a month, the same as under the current policy."
                : $"{Days(terms)}: {NumberText.Of(then.Licenses)} instead of {Licenses(now)}, "
                    + $"{MoneyText.Of(then.Monthly)} instead of {MoneyText.Of(now.Monthly)} a month."
            : $"The effect can't be calculated right now: {preview.LateNote}.";

    /// <summary>What else follows from the edited terms; empty if nothing does.</summary>
    public static IEnumerable<string> Consequences(ReclamationTerms before, ReclamationTerms terms, PolicyPreview preview, DateOnly today)
    {
        if (preview.Then is { } then && terms.Mode == ReclamationMode.Automatic)
        {
            if (then.ForAPerson > 0)
            {
                yield return $"{NumberText.Of(then.ForAPerson)} of them {(then.ForAPerson == 1 ? "needs" : "need")} approval.";
            }

            if (then.Licenses - then.ForAPerson > terms.DailyLimit)
            {
                var limit = NumberText.Of(terms.DailyLimit, "license", "licenses");
                yield return $"If more than {limit} are due on a day, the run stops and waits for you.";
            }
        }

        if (preview.DryRunUntil is { } until)
        {
            yield return $"Dry run through {DayText.Of(until, today)}: until then it only shows what it would reclaim.";
        }

        if (before.GraceDays != terms.GraceDays)
        {
            yield return "The grace period applies to new notices; licenses already announced keep their due date.";
        }
    }

    /// <summary><c>Lists update with the next run, Nov 21, 5:00 AM.</c></summary>
    public static string Follow(ComingRun? next, BrowserClock clock) =>
        next switch
        {
            { At: { } at } => $"Lists update with the next run, {DayText.Of(clock.ToLocal(at), clock.Today)}.",
            { WaitsFor: { } job } => $"Lists update when the job “{job}” ends.",
            _ => "Lists update with the next run.",
        };

    /// <summary><c>60 days inactive, 14 days grace period, then a person approves. Removes the roles.</c></summary>
    public static string Sentence(ReclamationTerms terms)
    {
        var then =
            terms.Mode == ReclamationMode.Automatic ? $"reclaimed by the policy, at most {terms.DailyLimit} a day" : "a person approves";
        var logout = terms.EndSessions ? ", and sign the person out" : "";
        var asked = terms.By == ReleasedBy.IdentityProvider ? " The identity provider makes the change on request." : "";
        return $"{terms.Days} days inactive, {terms.GraceDays} days grace period, then {then}. "
            + $"{ReclamationWords.Of(terms.Action)}{logout}.{asked}";
    }

    public static string DryRun(PolicyRow policy, DateOnly today)
    {
        var until = policy.DryRunUntil is { } day ? $" through {DayText.Of(day, today)}" : "";
        return $"Dry run{until}; the last run would have reclaimed {policy.DryRunSeats} licenses.";
    }

    /// <summary>What is wrong with the terms, field by field of the dialog.</summary>
    public static FormProblems Problems() =>
        new(("days", "Days inactive"), ("graceDays", "Grace period"), ("dailyLimit", "Daily limit"), ("by", "Who makes the change"));

    public static string? Problem(Refusal? refusal)
    {
        var problems = Problems();
        problems.Take(refusal);
        return problems.Rest ?? (refusal?.Field is { } field ? problems.At(field) : null);
    }

    public static IReadOnlyList<VersionLine> Versions(IEnumerable<ObjectVersion<ReclamationTerms>> versions) =>
        [
            .. versions.Select(version => new VersionLine(
                version.At,
                version.By,
                version.Before is null ? "Set" : "Changed",
                VersionChange.Between(
                    Fields.Select(field => new VersionChange(
                        field.Name,
                        version.Before is { } before ? field.Of(before) : null,
                        version.After is { } after ? field.Of(after) : null
                    ))
                ),
                version.Why
            )),
        ];

    private static (string Name, Func<ReclamationTerms, string> Of)[] Fields { get; } =
    [
        ("Days inactive", terms => NumberText.Of(terms.Days)),
        ("Grace period, in days", terms => NumberText.Of(terms.GraceDays)),
        ("After the grace period", terms => Of(terms.Mode)),
        ("Daily limit", terms => NumberText.Of(terms.DailyLimit)),
        ("How a license is released", terms => ReclamationWords.Of(terms.Action)),
        ("Who makes the change", terms => ReclamationWords.Of(terms.By)),
        ("Sign the person out", terms => terms.EndSessions ? "Yes" : "No"),
    ];

    private static string Days(ReclamationTerms terms) => NumberText.Of(terms.Days, "day", "days");

    private static string Licenses(PreviewSide side) => NumberText.Of(side.Licenses, "license", "licenses");
}
