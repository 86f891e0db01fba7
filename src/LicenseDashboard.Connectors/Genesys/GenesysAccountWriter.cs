using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>Reads before it writes, so that both calls can be repeated after a lost answer.</summary>
internal sealed class GenesysAccountWriter(ApiClient api) : IWriteAccounts
{
    private const int Conflict = 409;
    private const int Attempts = 3;

    public async Task SetStateAsync(string personId, VendorUserState state, RequestPriority priority, CancellationToken ct)
    {
        var wanted = state switch
        {
            VendorUserState.Active => "active",
            VendorUserState.Inactive => "inactive",
            VendorUserState.Deleted => throw new ArgumentOutOfRangeException(
                nameof(state),
                state,
                "An account is never deleted from here."
            ),
        };
        for (var attempt = 1; ; attempt++)
        {
            var user = await api.SendAsync(ApiRequest.Get("/api/v2/users/{userId}", personId), GenesysJson.Default.WireUser, priority, ct);
            if (string.Equals(user.State, wanted, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            try
            {
                var change = ApiRequest.Patch(
                    "/api/v2/users/{userId}",
                    new WireStateChange(wanted, user.Version),
                    GenesysJson.Default.WireStateChange,
                    personId
                );
                await api.SendAsync(change, priority, ct);
                return;
            }
            catch (VendorException fault) when (fault.Status == Conflict && attempt < Attempts)
            {
                // Changed since it was read, either by someone else or by our own call whose answer was lost. The next read shows which.
            }
        }
    }

    public async Task EndSessionsAsync(string personId, RequestPriority priority, CancellationToken ct)
    {
        try
        {
            await api.SendAsync(ApiRequest.Delete("/api/v2/tokens/{userId}", personId), priority, ct);
        }
        catch (VendorException fault) when (fault.Status == 404)
        {
            // No sessions, or no such person.
        }
    }
}
