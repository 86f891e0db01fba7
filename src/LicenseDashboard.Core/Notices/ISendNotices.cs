using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Notices;

/// <summary>A message ready to be sent.</summary>
/// <param name="Id">The same for every attempt, so that a receiver can recognize a repetition.</param>
/// <param name="Mail">The address; ignored by channels that don't need one.</param>
/// <param name="Text">Plain text with absolute links.</param>
/// <param name="Html">The same content as HTML. Everything typed by a person or sent by the vendor is encoded.</param>
/// <param name="Summary">One sentence without names.</param>
/// <param name="Link">Absolute link for the summary.</param>
public sealed record OutgoingNotice(
    DigestId Id,
    string? Mail,
    string Name,
    string Subject,
    string Text,
    string Html,
    string Summary,
    Uri Link
);

/// <summary>A channel that sends notices to people.</summary>
public interface ISendNotices
{
    NoticeChannel Channel { get; }

    /// <summary>Returns once the server has accepted the notice.</summary>
    /// <exception cref="NoticeException">
    /// The notice was refused, or its fate is unknown: <see cref="NoticeException.MayHaveArrived"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything of the message was sent.</exception>
    Task SendAsync(OutgoingNotice notice, CancellationToken ct);
}

/// <summary>
/// A notice was refused or may not have arrived. The message tells an administrator what to do and contains no address or secret.
/// </summary>
/// <param name="mayPass">True if a retry may succeed.</param>
public sealed class NoticeException(string message, bool mayPass, Exception? inner = null) : Exception(message, inner)
{
    public bool MayPass { get; } = mayPass;

    /// <summary>True if the message was sent at least in part and no answer came. Only a person can have it sent again.</summary>
    public bool MayHaveArrived { get; init; }
}
