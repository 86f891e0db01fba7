using LicenseDashboard.Core.Notices;

namespace LicenseDashboard.Application.Notices;

/// <summary>Where notices go, as the host was configured.</summary>
/// <param name="Root">Public address of this program, which links begin with.</param>
/// <param name="Channels">None: digests are written and held.</param>
/// <param name="AdministratorMail">Gets what has no manager to go to; null: that is held.</param>
/// <param name="HeldBecause">Why nothing leaves; null when it does.</param>
public sealed record NoticeRoute(Uri Root, IReadOnlyList<NoticeChannel> Channels, string? AdministratorMail, string? HeldBecause)
{
    /// <summary>Digests are kept so long, for whoever asks what was written.</summary>
    public const int KeptDays = 90;
}
