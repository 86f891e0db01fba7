using System.Net;
using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Notices;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Notices;

public sealed class WebhookChannelTests
{
    [Fact]
    public async Task Slack_gets_text_with_a_link_and_no_markup_of_ours()
    {
        var hook = new Hook(HttpStatusCode.OK);
        await SendAsync(hook, WebhookFormat.Slack);
        Assert.Equal("*Max &lt;!channel&gt;*: 1 license found unused on genesys. <https://licenses.example.test/reclamation|Open>", hook.Body!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Teams_gets_one_adaptive_card()
    {
        var hook = new Hook(HttpStatusCode.Accepted);
        await SendAsync(hook, WebhookFormat.Teams);
        var attachment = Assert.Single(hook.Body!["attachments"]!.AsArray())!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment["contentType"]!.GetValue<string>());
        Assert.Equal("1 license found unused on genesys.", attachment["content"]!["body"]![1]!["text"]!.GetValue<string>());
        Assert.Equal("https://licenses.example.test/reclamation", attachment["content"]!["actions"]![0]!["url"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(WebhookFormat.Slack), InlineData(WebhookFormat.Teams)]
    public async Task Channel_that_many_read_learns_nobodys_name_but_the_managers(WebhookFormat format)
    {
        var hook = new Hook(HttpStatusCode.OK);
        await SendAsync(hook, format);
        Assert.DoesNotContain("Ann Lee", hook.Body!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory, InlineData(HttpStatusCode.NotFound, false), InlineData(HttpStatusCode.Gone, false), InlineData(HttpStatusCode.TooManyRequests, true), InlineData(HttpStatusCode.BadGateway, true)]
    public async Task Refusal_says_whether_trying_again_may_help_and_keeps_the_address(HttpStatusCode code, bool mayPass)
    {
        var fault = await Assert.ThrowsAsync<NoticeException>(() => SendAsync(new Hook(code), WebhookFormat.Slack));
        Assert.Equal(mayPass, fault.MayPass);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task SendAsync(Hook hook, WebhookFormat format)
    {
        using var http = new HttpClient(hook);
        var notice = new OutgoingNotice(
            DigestId.New(), null, "Max <!channel>", "Unused licenses", "Ann Lee: CX 3", "<p>Ann Lee</p>", "1 license found unused on genesys.", new Uri("https://licenses.example.test/reclamation"));
        await new WebhookChannel(new WebhookOptions(new Uri("https://hooks.example.test/secret"), format), http).SendAsync(notice, TestContext.Current.CancellationToken);
    }

    private sealed class Hook(HttpStatusCode status) : HttpMessageHandler
    {
        public JsonNode? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(status);
        }
    }
}
