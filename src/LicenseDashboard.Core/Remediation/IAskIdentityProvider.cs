using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Remediation;

/// <summary>
/// Asks the identity provider, which owns the user, to make a change. The same request may be sent more than once, byte for byte, because
/// after a crash it is unknown whether it arrived. The receiver recognizes a repetition by the ID.
/// </summary>
public interface IAskIdentityProvider
{
    /// <summary>Returns once the provider has accepted the request.</summary>
    /// <param name="id">Sent as the idempotency key.</param>
    /// <param name="request">JSON, signed exactly as given.</param>
    /// <param name="ct">Stops waiting; the request may already have arrived.</param>
    /// <exception cref="IdentityRequestException">The request was refused, or its fate is unknown.</exception>
    Task AskAsync(RemediationId id, string request, CancellationToken ct);
}

/// <summary>A request was not accepted. The message tells an administrator what to do and contains neither the secret nor a name.</summary>
public sealed class IdentityRequestException(string message, Exception? inner = null) : Exception(message, inner);
