using LicenseDashboard.Application.Notices;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Notices;

internal static class NoticeWords
{
    public static string Of(DigestKind kind) =>
        kind switch
        {
            DigestKind.Reclamation => "Inactive licenses",
            DigestKind.ReviewOpened => "Review opened",
            DigestKind.ReviewClosed => "Review ended",
            DigestKind.PoolAlert => "Licenses running out",
            DigestKind.BudgetPassed => "Budget passed",
        };

    public static (string Text, Tone Tone) Of(DeliveryRow delivery) =>
        delivery.Status switch
        {
            DeliveryStatus.Pending when delivery.Attempts > 0 => ($"{Of(delivery.Channel)}: tried {delivery.Attempts} times", Tone.Warning),
            DeliveryStatus.Pending => ($"{Of(delivery.Channel)}: queued", Tone.Neutral),
            DeliveryStatus.Sending => ($"{Of(delivery.Channel)}: sending", Tone.Accent),
            DeliveryStatus.Sent => ($"{Of(delivery.Channel)}: sent", Tone.Positive),
            DeliveryStatus.Failed => ($"{Of(delivery.Channel)}: failed", Tone.Danger),
            DeliveryStatus.Uncertain => ($"{Of(delivery.Channel)}: may have arrived", Tone.Warning),
            DeliveryStatus.Held => ($"{Of(delivery.Channel)}: not sent", Tone.Neutral),
        };

    public static string Of(DeliveryStatus status) =>
        status switch
        {
            DeliveryStatus.Held => "Not sent",
            DeliveryStatus.Uncertain => "May have arrived",
            _ => status.ToString(),
        };

    private static string Of(NoticeChannel channel) =>
        channel switch
        {
            NoticeChannel.Mail => "Email",
            NoticeChannel.Webhook => "Webhook",
        };
}
