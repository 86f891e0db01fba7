using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Remediation;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Remediation;

/// <summary>Sends the remaining writes of a remediation in an order in which each step can be undone.</summary>
internal static class SendWrites
{
    /// <summary>
    /// Reversible steps first. An account is activated before its roles are restored. Roles are added before others are removed, so that
    /// between the two calls the person holds too much rather than too little. The account is closed after that, and its sessions last,
    /// because they can't be restored.
    /// </summary>
    public static async Task RunAsync(RemediationWork work, PendingWrites pending, LeaseKeeper lease, ILogger log)
    {
        var priority = FreshCheck.PriorityOf(work.Item);
        if (pending.None)
        {
            return;
        }

        if (work.Vendor is not { Writes: { } writes, Accounts: { } accounts })
        {
            throw new VendorException(
                "No write client is configured; set Genesys:WriteClientId and Genesys:WriteClientSecret, or change the grants by hand."
            );
        }

        if (pending.State == VendorUserState.Active)
        {
            await lease.RenewAsync();
            await accounts.SetStateAsync(work.Person.VendorId, VendorUserState.Active, priority, lease.Token);
        }

        if (pending.Adds.Count > 0)
        {
            await lease.RenewAsync();
            await writes.AddAsync(work.Person.VendorId, Grants(work, pending.Adds), priority, lease.Token);
        }

        if (pending.Removes.Count > 0)
        {
            await lease.RenewAsync();
            await writes.RemoveAsync(work.Person.VendorId, Grants(work, pending.Removes), priority, lease.Token);
        }

        if (pending.State == VendorUserState.Inactive)
        {
            await lease.RenewAsync();
            await accounts.SetStateAsync(work.Person.VendorId, VendorUserState.Inactive, priority, lease.Token);
        }

        if (pending.EndSessions)
        {
            await lease.RenewAsync();
            await GuardedLeaver.EndSessionsAsync(work, accounts, log, lease.Token);
        }
    }

    private static VendorGrant[] Grants(RemediationWork work, IReadOnlyList<HeldGrant> grants) =>
        [
            .. grants
                .GroupBy(grant => grant.RoleId)
                .Select(role => new VendorGrant(
                    role.Key,
                    work.Person.VendorId,
                    SubjectKind.Person,
                    [.. role.Select(grant => grant.DivisionId)]
                )),
        ];
}
