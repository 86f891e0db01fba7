using System.Net.Sockets;
using LicenseDashboard.Core.Notices;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace LicenseDashboard.Connectors.Notices;

/// <summary>
/// Mail. One connection a message: a digest a manager and day is no mass mailing, and a connection that is kept is one that breaks.
/// </summary>
internal sealed class SmtpChannel(SmtpOptions options) : ISendNotices
{
    /// <summary>Of the whole conversation with the server.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public NoticeChannel Channel => NoticeChannel.Mail;

    public async Task SendAsync(OutgoingNotice notice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(notice);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        var handing = new Handing();
        try
        {
            using var message = MessageOf(notice);
            using var client = new SmtpClient();
            await client.ConnectAsync(options.Host, options.Port, SecurityOf(options.Security), limit.Token);
            if (options.User is { Length: > 0 } user)
            {
                await client.AuthenticateAsync(user, options.Password ?? "", limit.Token);
            }

            await client.SendAsync(message, limit.Token, handing);
            handing.Begun = false; // taken: what goes wrong from here on changes nothing
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception broken) when (handing.Begun && broken is not SmtpCommandException)
        {
            throw new NoticeException(
                "The mail server had the message and did not answer, so it may have arrived. "
                    + "Ask the recipient or check the mail server's log before you send it again.",
                mayPass: false,
                broken
            )
            {
                MayHaveArrived = true,
            };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new NoticeException(
                $"The mail server did not answer within {Limit.TotalSeconds:0} seconds. Check Notices__Smtp__Host and Notices__Smtp__Port.",
                mayPass: true
            );
        }
        catch (SmtpCommandException refused)
        {
            // What the server says often repeats the address, so only its code is kept. 4xx asks to come again.
            throw new NoticeException(
                $"The mail server refused the message with {(int)refused.StatusCode} ({refused.ErrorCode}).",
                mayPass: (int)refused.StatusCode is >= 400 and < 500,
                refused
            );
        }
        catch (AuthenticationException refused)
        {
            throw new NoticeException(
                "The mail server refused the sign-in. Check Notices__Smtp__User and Notices__Smtp__Password.",
                mayPass: false,
                refused
            );
        }
        catch (ParseException wrong)
        {
            throw new NoticeException(
                "The recipient's or the sender's address is no mail address. Check the directory and Notices__Smtp__From.",
                mayPass: false,
                wrong
            );
        }
        catch (Exception broken)
            when (broken
                    is IOException
                        or SocketException
                        or ProtocolException
                        or ServiceNotConnectedException
                        or SslHandshakeException
                        or NotSupportedException
            )
        {
            throw new NoticeException(
                $"The mail server could not be reached or broke off ({broken.GetType().Name}). Check Notices__Smtp__Host, Port "
                    + "and Security.",
                mayPass: broken is not NotSupportedException,
                broken
            );
        }
    }

    private MimeMessage MessageOf(OutgoingNotice notice)
    {
        var message = new MimeMessage
        {
            Subject = notice.Subject,
            MessageId = $"{notice.Id.Value}@licensedashboard",
            Body = new BodyBuilder { TextBody = notice.Text, HtmlBody = notice.Html }.ToMessageBody(),
        };
        message.From.Add(MailboxAddress.Parse(options.From));
        message.To.Add(new MailboxAddress(notice.Name, MailboxAddress.Parse(notice.Mail ?? "").Address));

        // Vacation notes must not answer a program.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    /// <summary>
    /// Sees the first byte of the message leave: from then on a connection that breaks leaves open whether the server has taken it.
    /// </summary>
    private sealed class Handing : ITransferProgress
    {
        public bool Begun { get; set; }

        public void Report(long bytesTransferred, long totalSize) => Begun = true;

        public void Report(long bytesTransferred) => Begun = true;
    }

    private static SecureSocketOptions SecurityOf(SmtpSecurity security) =>
        security switch
        {
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.None => SecureSocketOptions.None,
        };
}
