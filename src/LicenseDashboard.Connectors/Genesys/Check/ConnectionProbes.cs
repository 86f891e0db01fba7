using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class ConnectionProbes
{
    public const string SignIn = "sign-in";

    private const int AssumedBudget = 300;
    private static readonly ApiRequest _organization = ApiRequest.Get("/api/v2/organizations/me");

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            SignIn,
            "The read client gets a token, and Genesys Cloud accepts it",
            "Nothing can be read. Check the addresses (your region), the client's ID and secret, and that its grant type is Client "
                + "Credentials.",
            SignInAsync
        ),
        new(
            "request-budget",
            "The read client can send 300 requests per minute",
            "Imports and lookups take longer. Ask Genesys to raise the limit, or expect the first import to take hours.",
            BudgetAsync
        ),
        new(
            "write-sign-in",
            "The write client gets a token, and Genesys Cloud accepts it",
            "Changes can't be made. Check the write client's ID and secret, or remove both so that approved changes are made by hand.",
            WriteSignInAsync
        ),
        new(
            "separate-clients",
            "Reading and writing use separate clients",
            "Imports compete with changes for requests, and a fault while reading could change data. Create a second OAuth client for "
                + "changes.",
            SeparateAsync
        ),
    ];

    private static async Task<Finding> SignInAsync(CheckSession session, CancellationToken ct)
    {
        try
        {
            await session.AskAsync(_organization, ct);
            return Finding.Holds("Genesys Cloud answered.");
        }
        catch (VendorException fault) when (IsRefused(fault))
        {
            return Refused(fault);
        }
        catch (VendorException fault) when (fault.NotServed)
        {
            return Finding.Holds($"The token is accepted; {Finding.Words(fault)}.");
        }
    }

    private static async Task<Finding> WriteSignInAsync(CheckSession session, CancellationToken ct)
    {
        try
        {
            await session.AskAsync(Writer(session), _organization, ct);
            return Finding.Holds("Genesys Cloud answered.");
        }
        catch (VendorException fault) when (IsRefused(fault))
        {
            return Refused(fault);
        }
        catch (VendorException fault) when (fault.NotServed)
        {
            return Finding.Holds($"The token is accepted; {Finding.Words(fault)}.");
        }
    }

    /// <exception cref="UntoldException">There is no write client.</exception>
    public static ApiClient Writer(CheckSession session) =>
        session.Clients.Writer ?? throw new UntoldException("No write client is configured, so approved changes are made by hand.");

    private static Task<Finding> BudgetAsync(CheckSession session, CancellationToken ct) =>
        Task.FromResult(
            session.Clients.Allowed() is not { } allowed
                ? Finding.Untold("Genesys Cloud didn't report a limit.")
                : Finding.When(allowed >= AssumedBudget, $"{allowed} requests per minute.")
        );

    private static Task<Finding> SeparateAsync(CheckSession session, CancellationToken ct)
    {
        Writer(session);
        return Task.FromResult(
            Finding.When(
                !session.Clients.SameClient,
                session.Clients.SameClient ? "Both settings use the same client." : "Two clients are configured."
            )
        );
    }

    // An unreachable address is as wrong as a refused secret.
    private static bool IsRefused(VendorException fault) =>
        fault.Status is 401 || (fault.Route.EndsWith(TokenSource.Template, StringComparison.Ordinal) && fault.Status is not 429);

    private static Finding Refused(VendorException fault) =>
        Finding.Not(fault.Status is null ? $"{fault.Route} returned no token." : $"{Finding.Words(fault)}.", fault.Message);
}
