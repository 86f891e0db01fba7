using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Remediation;

/// <summary>Whether the identity provider can be asked to free a seat, as configured.</summary>
/// <param name="Root">Public address of this program, used for links in requests.</param>
/// <param name="Configured">True if there is an address to send requests to.</param>
/// <param name="HeldBecause">Why requests are only stored; null if they are sent.</param>
public sealed record IdentityRequestRoute(Uri Root, bool Configured, string? HeldBecause)
{
    public static IdentityRequestRoute None { get; } = new(new Uri("http://localhost"), Configured: false, HeldBecause: null);

    /// <summary>Why no policy may use it; null if policies may.</summary>
    public Refusal? Objection =>
        Configured || HeldBecause is not null
            ? null
            : Refusal.Invalid(
                "Requests to the identity provider are not configured. Set IdentityRequests__Url and IdentityRequests__Secret first, or "
                    + "let LicenseDashboard make the change.",
                "by"
            );
}
