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
            "The read client gets a token, and the vendor takes it",
            "Nothing can be read. Check the addresses (your region), the id and the secret, and that the client's grant type is Client "
                + "Credentials.",
            SignInAsync
        ),
        new(
            "request-budget",
            "The read client may send 300 requests a minute",
            "Imports and look-ups take longer by as much. Ask the vendor to raise the limit, or expect the first import to take hours.",
            BudgetAsync
        ),
        new(
            "write-sign-in",
            "The write client gets a token, and the vendor takes it",
            "No change can be carried out. Check the id and the secret of the write client, or remove both: then approved changes are "
                + "handed over to a person.",
            WriteSignInAsync
        ),
        new(
            "separate-clients",
            "Reading and writing use clients of their own",
            "Imports use up the requests that changes wait for, and a mistake in reading could write. Make a second OAuth client for the "
                + "changes.",
            SeparateAsync
        ),
    ];

    private static async Task<Finding> SignInAsync(CheckSession session, CancellationToken ct)
    {
        try
        {
            await session.AskAsync(_organization, ct);
            return Finding.Holds("The vendor answered.");
        }
        catch (VendorException fault) when (IsRefused(fault))
        {
            return Refused(fault);
        }
        catch (VendorException fault) when (fault.NotServed)
        {
            return Finding.Holds($"The token is taken; {Finding.Words(fault)}.");
        }
    }

    private static async Task<Finding> WriteSignInAsync(CheckSession session, CancellationToken ct)
    {
        try
        {
            await session.AskAsync(Writer(session), _organization, ct);
            return Finding.Holds("The vendor answered.");
        }
        catch (VendorException fault) when (IsRefused(fault))
        {
            return Refused(fault);
        }
        catch (VendorException fault) when (fault.NotServed)
        {
            return Finding.Holds($"The token is taken; {Finding.Words(fault)}.");
        }
    }

    /// <exception cref="UntoldException">There is no write client.</exception>
    public static ApiClient Writer(CheckSession session) =>
        session.Clients.Writer ?? throw new UntoldException("No write client is configured: approved changes are handed over to a person.");

    private static Task<Finding> BudgetAsync(CheckSession session, CancellationToken ct) =>
        Task.FromResult(
            session.Clients.Allowed() is not { } allowed
                ? Finding.Untold("The vendor's answers don't state a limit.")
                : Finding.When(allowed >= AssumedBudget, $"{allowed} a minute.")
        );

    private static Task<Finding> SeparateAsync(CheckSession session, CancellationToken ct)
    {
        Writer(session);
        return Task.FromResult(
            Finding.When(!session.Clients.SameClient, session.Clients.SameClient ? "Both settings name the same client." : "They are two.")
        );
    }

    // An unreachable address is as wrong as a refused secret.
    private static bool IsRefused(VendorException fault) =>
        fault.Status is 401 || (fault.Route.EndsWith(TokenSource.Template, StringComparison.Ordinal) && fault.Status is not 429);

    private static Finding Refused(VendorException fault) =>
        Finding.Not(fault.Status is null ? $"{fault.Route} got no token." : $"{Finding.Words(fault)}.", fault.Message);
}
