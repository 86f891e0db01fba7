using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// Instructions for changes that this program doesn't make itself: person, role or group, from, to; reversed while restoring.
/// </summary>
/// <param name="divisions">Names by the vendor's IDs.</param>
/// <param name="platforms">By key; days are local to the platform.</param>
/// <param name="today">UTC; days in another year include the year.</param>
internal sealed class ManualWords(
    IReadOnlyDictionary<string, string> divisions,
    IReadOnlyDictionary<int, Platform> platforms,
    DateOnly today
)
{
    public Platform PlatformOf(RemediationItem item) => platforms[item.PlatformKey];

    /// <param name="inTheWay">Roles and guards that kept the evaluation from finding a plan.</param>
    public string Of(RemediationItem item, Recommendation row, IReadOnlyList<string> inTheWay)
    {
        var (from, to) = (SkuWords.Names(Advice.Split(item.SeatBefore)), SkuWords.Names(Advice.Split(item.Target)));
        var back = item.Status is RemediationStatus.Restoring or RemediationStatus.Recalled;
        var steps = item.Plan.Changes.Select(change =>
            back
                ? change.NewRole is null
                    ? $"Add the role {change.Role}."
                    : $"Replace the role {change.NewRole} with {change.Role} again."
                : PlanWords.Of(change, divisions)
        );
        if (item.Plan.SetsInactive)
        {
            steps = back ? steps.Prepend("Set the account active again first.") : steps.Append("Then set the account inactive.");
        }

        var how = item.Plan.IsEmpty || (item.Plan.IsRequested && !steps.Any()) ? ByYourself(back, inTheWay) : string.Join(' ', steps);
        var first = item is { Status: RemediationStatus.HandedOver, Error: { Length: > 0 } error } ? error + " " : "";
        return $"{Opening(item, back)}{row.Name}: {(back ? to : from)} to {(back ? from : to)}. {first}{how}";
    }

    private static string ByYourself(bool back, IReadOnlyList<string> inTheWay) =>
        (back, inTheWay.Count) switch
        {
            (true, _) => "Restore the roles or groups that granted the license.",
            (false, 0) => "Change the roles or groups that grant the license.",
            _ => $"Change the roles or groups that grant the license. Can't be automated because of: {string.Join(", ", inTheWay)}.",
        };

    private string Opening(RemediationItem item, bool back) =>
        (item.Plan.IsRequested, back) switch
        {
            (false, _) => "",
            _ when item is { Status: RemediationStatus.Recalled, TargetSeenAt: null } =>
                "Tell the identity provider to ignore the request. If nothing was changed yet, confirm that here. Otherwise: ",
            (_, true) => "At the identity provider: ",
            _ when item.SentAt is { } at && platforms.TryGetValue(item.PlatformKey, out var platform) =>
                "Requested from the identity provider on "
                    + $"{EnglishText.Day(platform.LocalDay(new DateTimeOffset(at, TimeSpan.Zero)), today)}; the next import "
                    + "without the license verifies it. ",
            _ => "Not sent, because this is the demo. The request to the identity provider would have been: ",
        };
}
