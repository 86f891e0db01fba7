using LicenseDashboard.Connectors.Webhooks;
using LicenseDashboard.Core.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Connectors.Notices;

public static class NoticeChannelsSetup
{
    private const string Client = "notices";

    /// <summary>What is null is not registered.</summary>
    public static IServiceCollection AddNoticeChannels(this IServiceCollection services, SmtpOptions? smtp, WebhookOptions? webhook)
    {
        if (smtp is not null)
        {
            services.AddSingleton<ISendNotices>(new SmtpChannel(smtp));
        }

        if (webhook is not null)
        {
            services.AddWebhookClient(Client);
            services.AddSingleton<ISendNotices>(all => new WebhookChannel(
                webhook,
                all.GetRequiredService<IHttpClientFactory>().CreateClient(Client)
            ));
        }

        return services;
    }
}
