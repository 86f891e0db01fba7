using System.Globalization;
using System.Text.RegularExpressions;
using LicenseDashboard.Core.Reclamation;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>Spelling of a policy in the audit, from which its history is read.</summary>
internal static partial class PolicyWords
{
    private const string LogOut = " log-out";
    private const string Asked = " asked of the identity provider";

    public static string Subject(string platform, int divisionKey) =>
        FormattableString.Invariant($"reclamation-policy:{platform}/{divisionKey}");

    public static string Of(ReclamationTerms terms) =>
        FormattableString.Invariant($"{terms.Days}d grace {terms.GraceDays}d {terms.Mode} limit {terms.DailyLimit} {terms.Action}")
        + (terms.EndSessions ? LogOut : "")
        + (terms.By == ReleasedBy.IdentityProvider ? Asked : "");

    /// <summary>Null if the text is empty, as before the first change.</summary>
    public static ReclamationTerms? Read(string text)
    {
        var found = Shape().Match(text);
        return found.Success
            ? new ReclamationTerms(
                Number("days"),
                Number("grace"),
                Enum.Parse<ReclamationMode>(found.Groups["mode"].Value),
                Number("limit"),
                Enum.Parse<SeatAction>(found.Groups["action"].Value),
                found.Groups["out"].Success,
                found.Groups["asked"].Success ? ReleasedBy.IdentityProvider : ReleasedBy.Program
            )
            : null;

        int Number(string group) => int.Parse(found.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"^(?<days>\d+)d grace (?<grace>\d+)d (?<mode>\w+) limit (?<limit>\d+) (?<action>\w+)(?<out>"
            + LogOut
            + ")?(?<asked>"
            + Asked
            + ")?$"
    )]
    private static partial Regex Shape();
}
