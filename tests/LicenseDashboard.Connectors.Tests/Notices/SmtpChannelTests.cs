using System.Buffers;
using System.Net;
using System.Net.Sockets;
using LicenseDashboard.Connectors.Notices;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Shared;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Notices;

/// <summary>Over real SMTP to a sink in this process.</summary>
public sealed class SmtpChannelTests
{
    [Fact]
    public async Task Digest_arrives_as_text_and_html_under_its_own_message_id()
    {
        await using var sink = Sink.Open();
        var notice = Notice();
        await sink.Channel.SendAsync(notice, TestContext.Current.CancellationToken);
        var message = Assert.Single(sink.Messages);
        Assert.Equal("Unused licenses: 1 license found unused", message.Subject);
        Assert.Equal(
            ("licenses@example.test", "max@example.test"),
            (message.From.Mailboxes.Single().Address, message.To.Mailboxes.Single().Address)
        );
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal($"{notice.Id.Value}@licensedashboard", message.MessageId);
        Assert.Contains("Ann Lee", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("<a href=", message.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_can_not_smuggle_a_header()
    {
        await using var sink = Sink.Open();
        await sink.Channel.SendAsync(
            Notice() with
            {
                Name = "Max\r\nBcc: all@example.test",
                Subject = "A\r\nBcc: all@example.test",
            },
            TestContext.Current.CancellationToken
        );
        var message = Assert.Single(sink.Messages);
        Assert.Empty(message.Bcc);
        Assert.Equal("max@example.test", message.To.Mailboxes.Single().Address);
    }

    [Theory]
    [InlineData(SmtpReplyCode.MailboxUnavailable, false)]
    [InlineData(SmtpReplyCode.ServiceUnavailable, true)]
    public async Task Refusal_says_whether_trying_again_may_help_and_names_no_address(SmtpReplyCode code, bool mayPass)
    {
        await using var sink = Sink.Open(code);
        var fault = await Assert.ThrowsAsync<NoticeException>(() =>
            sink.Channel.SendAsync(Notice(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(mayPass, fault.MayPass);
        Assert.Contains($"{(int)code}", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("max@", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_lost_after_the_message_leaves_open_whether_it_arrived()
    {
        await using var sink = Sink.Open(breaksOff: true);
        var fault = await Assert.ThrowsAsync<NoticeException>(() =>
            sink.Channel.SendAsync(Notice(), TestContext.Current.CancellationToken)
        );
        Assert.True(fault.MayHaveArrived);
        Assert.Contains("may have arrived", fault.Message, StringComparison.Ordinal);
        Assert.Single(sink.Messages);
    }

    [Fact]
    public async Task Program_that_stops_while_the_server_thinks_leaves_open_whether_it_arrived()
    {
        await using var sink = Sink.Open();
        using var stop = new CancellationTokenSource();
        sink.Stops = stop;
        var fault = await Assert.ThrowsAsync<NoticeException>(() => sink.Channel.SendAsync(Notice(), stop.Token));
        Assert.True(fault.MayHaveArrived);
    }

    [Fact]
    public async Task Refusal_after_the_message_is_an_answer_and_no_doubt()
    {
        await using var sink = Sink.Open(SmtpReplyCode.ServiceUnavailable);
        Assert.False(
            (
                await Assert.ThrowsAsync<NoticeException>(() => sink.Channel.SendAsync(Notice(), TestContext.Current.CancellationToken))
            ).MayHaveArrived
        );
    }

    [Fact]
    public async Task Server_that_is_not_there_names_the_settings_to_check()
    {
        var channel = new SmtpChannel(new SmtpOptions("127.0.0.1", FreePort(), SmtpSecurity.None, null, null, "licenses@example.test"));
        var fault = await Assert.ThrowsAsync<NoticeException>(() => channel.SendAsync(Notice(), TestContext.Current.CancellationToken));
        Assert.Equal((true, false), (fault.MayPass, fault.MayHaveArrived));
        Assert.Contains("Notices__Smtp__Host", fault.Message, StringComparison.Ordinal);
    }

    private static OutgoingNotice Notice() =>
        new(
            DigestId.New(),
            "max@example.test",
            "Max Manager",
            "Unused licenses: 1 license found unused",
            "Ann Lee: CX 3",
            "<a href=\"https://licenses.example.test\">Ann Lee</a>",
            "1 license.",
            new Uri("https://licenses.example.test/reclamation")
        );

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>
    /// A mail server that keeps what it is given, or answers everything with one code, or keeps it and breaks off without an answer.
    /// </summary>
    private sealed class Sink : MessageStore, IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly SmtpReplyCode? _refusal;
        private Task _running = Task.CompletedTask;

        private readonly bool _breaksOff;

        private Sink(SmtpReplyCode? refusal, bool breaksOff) => (_refusal, _breaksOff) = (refusal, breaksOff);

        /// <summary>Cancelled once the message is here.</summary>
        public CancellationTokenSource? Stops { get; set; }

        public List<MimeMessage> Messages { get; } = [];

        public SmtpChannel Channel { get; private set; } = null!;

        public static Sink Open(SmtpReplyCode? refusal = null, bool breaksOff = false)
        {
            var sink = new Sink(refusal, breaksOff);
            var port = FreePort();
            var services = new SmtpServer.ComponentModel.ServiceProvider();
            services.Add(sink);
            var options = new SmtpServerOptionsBuilder()
                .ServerName("sink")
                .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port)))
                .Build();
            sink._running = new SmtpServer.SmtpServer(options, services).StartAsync(sink._end.Token);
            sink.Channel = new SmtpChannel(new SmtpOptions("127.0.0.1", port, SmtpSecurity.None, null, null, "licenses@example.test"));
            return sink;
        }

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            if (_refusal is { } code)
            {
                return new SmtpResponse(code, "max@example.test is not known here");
            }

            await using var stream = new MemoryStream(buffer.ToArray());
            Messages.Add(await MimeMessage.LoadAsync(stream, cancellationToken));
            if (_breaksOff)
            {
                context.Pipe.Dispose();
            }

            if (Stops is { } stop)
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return SmtpResponse.Ok;
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            try
            {
                await _running;
            }
            catch (OperationCanceledException)
            {
                // That is how it ends.
            }

            _end.Dispose();
        }
    }
}
