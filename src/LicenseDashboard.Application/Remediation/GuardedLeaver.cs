using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// A leaver stopped by a guard: the account owns our API client, or is one of the last two that can grant roles. Their roles stay, their
/// sessions are ended, and a person decides. Repeatable.
/// </summary>
internal static partial class GuardedLeaver
{
    public static async Task HoldAsync(RemediationMoves moves, RemediationWork work, string why, LeaseKeeper lease, ILogger log)
    {
        if (work.Vendor.Accounts is { } accounts)
        {
            await lease.RenewAsync();
            await EndSessionsAsync(work, accounts, log, lease.Token);
        }

        await moves.HoldAsync(work.Actor, work.Item.Id, why, lease.Token);
        Held(log, work.Item.Id.Value, why);
    }

    /// <summary>
    /// If the client may not end sessions, that is not a failure; the log tells the operator which permission is missing.
    /// </summary>
    public static async Task EndSessionsAsync(RemediationWork work, IWriteAccounts accounts, ILogger log, CancellationToken ct)
    {
        try
        {
            await accounts.EndSessionsAsync(work.Person.VendorId, FreshCheck.PriorityOf(work.Item), ct);
        }
        catch (VendorException e) when (e.NotServed)
        {
            NotLoggedOut(log, e, work.Item.Id.Value);
        }
    }

    [LoggerMessage(
        4105,
        LogLevel.Warning,
        "Remediation {Id}: the person has left, but a guard keeps their roles: {Why} An administrator releases or dismisses "
            + "the leaver on the Leavers page"
    )]
    private static partial void Held(ILogger log, Guid id, string why);

    [LoggerMessage(
        4104,
        LogLevel.Warning,
        "Remediation {Id}: the vendor did not let this client end the person's sessions; they last until their tokens lapse"
    )]
    private static partial void NotLoggedOut(ILogger log, Exception exception, Guid id);
}
