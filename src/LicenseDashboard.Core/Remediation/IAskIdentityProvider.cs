using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Remediation;

/// <summary>
/// Asks the identity provider, which owns the user, to make a change. The same remediation may be asked for more than once, word for word:
/// after a crash nobody knows whether it arrived, and the receiver tells a repetition by the id.
/// </summary>
public interface IAskIdentityProvider
{
    /// <summary>Returns once the provider has taken it.</summary>
    /// <param name="id">Sent as the idempotency key.</param>
    /// <param name="request">JSON; signed as it stands.</param>
    /// <param name="ct">Stops waiting; the request may have arrived.</param>
    /// <exception cref="IdentityRequestException">It was not taken, or nobody knows.</exception>
    Task AskAsync(RemediationId id, string request, CancellationToken ct);
}

/// <summary>A request that was not taken, in words an administrator can act on. Never holds the secret or anybody's name.</summary>
public sealed class IdentityRequestException(string message, Exception? inner = null) : Exception(message, inner);
