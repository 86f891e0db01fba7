using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Webhooks;
using LicenseDashboard.Core.Notices;

namespace LicenseDashboard.Connectors.Notices;

/// <summary>A chat channel. Many read it, so it gets the manager's name, counts and a link, and no name of those it is about.</summary>
internal sealed class WebhookChannel(WebhookOptions options, HttpClient http) : ISendNotices
{
    public NoticeChannel Channel => NoticeChannel.Webhook;

    public async Task SendAsync(OutgoingNotice notice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(notice);
        using var body = new HandedContent(JsonContent.Create(options.Format == WebhookFormat.Slack ? Slack(notice) : Teams(notice)));
        try
        {
            if (await Webhook.PostAsync(http, options.Url, body, new Dictionary<string, string>(), ct) is { } fault)
            {
                throw FaultOf(fault, body.Begun);
            }
        }
        catch (OperationCanceledException late) when (body.Begun)
        {
            throw Unanswered(late);
        }
    }

    /// <summary>A gateway's 504 says that the service behind it had the request and did not answer.</summary>
    private static NoticeException FaultOf(WebhookFault fault, bool begun) =>
        fault switch
        {
            { Status: (int)HttpStatusCode.GatewayTimeout } => Unanswered(null),
            { Status: { } status } => new NoticeException(
                $"The webhook answered {status}. Check Notices__Webhook__Url and Notices__Webhook__Format.",
                mayPass: status >= 500 || status is (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.RequestTimeout
            ),
            { Status: null } when begun => Unanswered(fault.Cause),
            { Broken: { } broken } => new NoticeException(
                $"The webhook could not be reached ({broken}). Check Notices__Webhook__Url.",
                mayPass: true,
                fault.Cause
            ),
            _ => new NoticeException("The webhook could not be reached in time. Check Notices__Webhook__Url.", mayPass: true, fault.Cause),
        };

    private static NoticeException Unanswered(Exception? cause) =>
        new(
            "The webhook had the message and did not answer, so it may have arrived. Look in the channel before you send it again.",
            mayPass: false,
            cause
        )
        {
            MayHaveArrived = true,
        };

    private static JsonObject Slack(OutgoingNotice notice) =>
        new() { ["text"] = $"*{Plain(notice.Name)}*: {Plain(notice.Summary)} <{notice.Link.AbsoluteUri}|Open>" };

    private static JsonObject Teams(OutgoingNotice notice) =>
        new()
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(
                new JsonObject
                {
                    ["contentType"] = "application/vnd.microsoft.card.adaptive",
                    ["content"] = new JsonObject
                    {
                        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                        ["type"] = "AdaptiveCard",
                        ["version"] = "1.4",
                        ["body"] = new JsonArray(Block(notice.Name, strong: true), Block(notice.Summary, strong: false)),
                        ["actions"] = new JsonArray(
                            new JsonObject
                            {
                                ["type"] = "Action.OpenUrl",
                                ["title"] = "Open",
                                ["url"] = notice.Link.AbsoluteUri,
                            }
                        ),
                    },
                }
            ),
        };

    private static JsonObject Block(string text, bool strong) =>
        new()
        {
            ["type"] = "TextBlock",
            ["text"] = text,
            ["wrap"] = true,
            ["weight"] = strong ? "Bolder" : "Default",
        };

    /// <summary>Slack reads these three as markup, so that a name could become a link or call everybody.</summary>
    private static string Plain(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
