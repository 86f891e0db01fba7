using LicenseDashboard.Core.Notices;

namespace LicenseDashboard.Application.Notices;

internal static class AddressDigest
{
    /// <summary>Plans a delivery over each channel, or says why there is none.</summary>
    public static void Address(this Digest digest, NoticeRoute route)
    {
        if (route.HeldBecause is { } why)
        {
            digest.Hold(NoticeChannel.Mail, why);
            return;
        }

        foreach (var channel in route.Channels)
        {
            if (channel == NoticeChannel.Mail && string.IsNullOrEmpty(digest.RecipientMail))
            {
                digest.Hold(
                    channel,
                    digest.RecipientKey == Digest.Administrators
                        ? "Notices__AdministratorMail is not set"
                        : "the directory has no email address for this manager"
                );
            }
            else
            {
                digest.Deliver(channel);
            }
        }
    }
}
