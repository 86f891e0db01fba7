using LicenseDashboard.Core.Notices;

namespace LicenseDashboard.Application.Notices;

/// <summary>Where notices go, as configured.</summary>
/// <param name="Root">Public address of this program, used for links.</param>
/// <param name="Channels">If empty, digests are written but held.</param>
/// <param name="AdministratorMail">Recipient of what has no manager; null holds it.</param>
/// <param name="HeldBecause">Why nothing is sent; null if notices are sent.</param>
public sealed record NoticeRoute(Uri Root, IReadOnlyList<NoticeChannel> Channels, string? AdministratorMail, string? HeldBecause)
{
    /// <summary>Days for which digests are kept.</summary>
    public const int KeptDays = 90;
}
