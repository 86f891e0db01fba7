using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Remediation;

/// <summary>Whether the identity provider can be asked to free a seat, as the host was configured.</summary>
/// <param name="Root">Public address of this program, which links in requests begin with.</param>
/// <param name="Configured">There is an address to send requests to.</param>
/// <param name="HeldBecause">Why nothing leaves: requests are written and kept; null when they leave.</param>
public sealed record IdentityRequestRoute(Uri Root, bool Configured, string? HeldBecause)
{
    public static IdentityRequestRoute None { get; } = new(new Uri("http://localhost"), Configured: false, HeldBecause: null);

    /// <summary>Why no policy may choose it; null when one may.</summary>
    public Refusal? Objection =>
        Configured || HeldBecause is not null
            ? null
            : Refusal.Invalid(
                "The identity provider can't be asked yet: set IdentityRequests__Url and IdentityRequests__Secret first, or "
                    + "let this program make the change."
            );
}
