using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Notices;

/// <summary>A message ready to leave.</summary>
/// <param name="Id">The same at every try, so that a receiver can tell a repetition.</param>
/// <param name="Mail">The address; channels without one ignore it.</param>
/// <param name="Text">Plain text with whole addresses.</param>
/// <param name="Html">The same for those who show it; everything that a person or the vendor typed is encoded.</param>
/// <param name="Summary">One sentence without anybody's name.</param>
/// <param name="Link">Whole address that the summary leads to.</param>
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

/// <summary>A way out of this program to people.</summary>
public interface ISendNotices
{
    NoticeChannel Channel { get; }

    /// <summary>Returns once the server has taken it.</summary>
    /// <exception cref="NoticeException">It was not taken, or nobody knows: <see cref="NoticeException.MayHaveArrived"/>.</exception>
    /// <exception cref="OperationCanceledException">It was called off before anything of the message had left.</exception>
    Task SendAsync(OutgoingNotice notice, CancellationToken ct);
}

/// <summary>
/// A notice that was not taken or may not have been, in words an administrator can act on. Never holds an address or a secret.
/// </summary>
/// <param name="mayPass">True when trying again later may help.</param>
public sealed class NoticeException(string message, bool mayPass, Exception? inner = null) : Exception(message, inner)
{
    public bool MayPass { get; } = mayPass;

    /// <summary>The message had left, or part of it, and no answer came. Only a person has it sent again.</summary>
    public bool MayHaveArrived { get; init; }
}
