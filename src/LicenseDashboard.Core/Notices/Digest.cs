using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Notices;

/// <summary>A message to one recipient, stored before it is sent so that a killed process neither loses nor rewrites it.</summary>
public sealed class Digest
{
    /// <summary>The <see cref="RecipientKey"/> of the administrators, who are responsible for people without a manager.</summary>
    public const int Administrators = 0;

    private readonly List<NoticeDelivery> _deliveries = [];

    public DigestId Id { get; init; } = DigestId.New();

    public required int PlatformKey { get; init; }

    public required DigestKind Kind { get; init; }

    /// <summary>The manager's key, or <see cref="Administrators"/>.</summary>
    public required int RecipientKey { get; init; }

    public required string RecipientName { get; init; }

    /// <summary>Null if no address is known.</summary>
    public required string? RecipientMail { get; init; }

    public required string Subject { get; init; }

    /// <summary><see cref="DigestContent"/> as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    public IReadOnlyList<NoticeDelivery> Deliveries => _deliveries;

    /// <summary>Adds a delivery over the channel, due immediately.</summary>
    public void Deliver(NoticeChannel channel) => _deliveries.Add(NoticeDelivery.Planned(Id, channel, CreatedAt));

    /// <summary>Adds a delivery that is not sent, with the reason.</summary>
    public void Hold(NoticeChannel channel, string why) => _deliveries.Add(NoticeDelivery.Held(Id, channel, why));
}
