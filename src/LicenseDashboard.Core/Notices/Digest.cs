using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Notices;

/// <summary>One message to one recipient, written down before it is sent, so that a killed program neither loses nor rewrites it.</summary>
public sealed class Digest
{
    /// <summary><see cref="RecipientKey"/> of the administrators, who answer for people without a manager.</summary>
    public const int Administrators = 0;

    private readonly List<NoticeDelivery> _deliveries = [];

    public DigestId Id { get; init; } = DigestId.New();

    public required int PlatformKey { get; init; }

    public required DigestKind Kind { get; init; }

    /// <summary>The manager's key; <see cref="Administrators"/> where there is none.</summary>
    public required int RecipientKey { get; init; }

    public required string RecipientName { get; init; }

    /// <summary>Null: no address is known.</summary>
    public required string? RecipientMail { get; init; }

    public required string Subject { get; init; }

    /// <summary><see cref="DigestContent"/> as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    public IReadOnlyList<NoticeDelivery> Deliveries => _deliveries;

    /// <summary>To be sent over this channel, at once.</summary>
    public void Deliver(NoticeChannel channel) => _deliveries.Add(NoticeDelivery.Planned(Id, channel, CreatedAt));

    /// <summary>Would be sent over this channel, and why it is not.</summary>
    public void Hold(NoticeChannel channel, string why) => _deliveries.Add(NoticeDelivery.Held(Id, channel, why));
}
