using System.Net;
using System.Net.Sockets;
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
        Assert.Equal(
            "*Max &lt;!channel&gt;*: 1 license found unused on genesys. <https://licenses.example.test/reclamation|Open>",
            hook.Body!["text"]!.GetValue<string>()
        );
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
    public async Task Channel_that_many_read_learns_only_the_name_of_the_manager(WebhookFormat format)
    {
        var hook = new Hook(HttpStatusCode.OK);
        await SendAsync(hook, format);
        Assert.DoesNotContain("Ann Lee", hook.Body!.ToJsonString(), StringComparison.Ordinal);
    }

    [
        Theory,
        InlineData(HttpStatusCode.NotFound, false),
        InlineData(HttpStatusCode.Gone, false),
        InlineData(HttpStatusCode.TooManyRequests, true),
        InlineData(HttpStatusCode.BadGateway, true)
    ]
    public async Task Refusal_says_whether_trying_again_may_help_and_keeps_the_address(HttpStatusCode code, bool mayPass)
    {
        var fault = await Assert.ThrowsAsync<NoticeException>(() => SendAsync(new Hook(code), WebhookFormat.Slack));
        Assert.Equal(mayPass, fault.MayPass);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Connection_that_breaks_leaves_open_whether_it_arrived_once_the_message_has_left(
        bool afterTheMessage,
        bool mayHaveArrived
    )
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var taken = afterTheMessage ? TakeAndBreakOffAsync(listener) : Task.CompletedTask;
        if (!afterTheMessage)
        {
            listener.Stop();
        }

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var channel = new WebhookChannel(new WebhookOptions(new Uri($"http://127.0.0.1:{port}/secret"), WebhookFormat.Slack), http);
        var fault = await Assert.ThrowsAsync<NoticeException>(() => channel.SendAsync(Notice(), TestContext.Current.CancellationToken));
        await taken;
        Assert.Equal((mayHaveArrived, !mayHaveArrived), (fault.MayHaveArrived, fault.MayPass));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.OrdinalIgnoreCase);
    }

    [
        Theory,
        InlineData(HttpStatusCode.GatewayTimeout, true),
        InlineData(HttpStatusCode.BadGateway, false),
        InlineData(HttpStatusCode.NotFound, false)
    ]
    public async Task Gateway_that_got_no_answer_leaves_open_whether_it_arrived(HttpStatusCode code, bool mayHaveArrived) =>
        Assert.Equal(
            mayHaveArrived,
            (await Assert.ThrowsAsync<NoticeException>(() => SendAsync(new Hook(code), WebhookFormat.Slack))).MayHaveArrived
        );

    [Fact]
    public async Task What_is_called_off_before_it_left_is_no_notice_fault()
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        var channel = new WebhookChannel(new WebhookOptions(new Uri("http://127.0.0.1:9/secret"), WebhookFormat.Slack), http);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => channel.SendAsync(Notice(), new CancellationToken(canceled: true)));
    }

    private static async Task TakeAndBreakOffAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var (buffer, text) = (new byte[4096], "");
        while (!text.EndsWith("0\r\n\r\n", StringComparison.Ordinal))
        {
            text += System.Text.Encoding.UTF8.GetString(
                buffer,
                0,
                await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken)
            );
        }
    }

    private static async Task SendAsync(Hook hook, WebhookFormat format)
    {
        using var http = new HttpClient(hook);
        await new WebhookChannel(new WebhookOptions(new Uri("https://hooks.example.test/secret"), format), http).SendAsync(
            Notice(),
            TestContext.Current.CancellationToken
        );
    }

    private static OutgoingNotice Notice() =>
        new(
            DigestId.New(),
            null,
            "Max <!channel>",
            "Unused licenses",
            "Ann Lee: CX 3",
            "<p>Ann Lee</p>",
            "1 license found unused on genesys.",
            new Uri("https://licenses.example.test/reclamation")
        );

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
