using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Notices;

public enum NoticeChannel
{
    Mail,
    Webhook,
}

public enum DeliveryStatus
{
    Pending,

    /// <summary>An instance has it in hand until <see cref="NoticeDelivery.DueAt"/>; then another may take it.</summary>
    Sending,
    Sent,

    /// <summary>Tried as often as is allowed; a person may have it sent again.</summary>
    Failed,

    /// <summary>Not to be sent; <see cref="NoticeDelivery.Error"/> says why.</summary>
    Held,
}

/// <summary>A digest on its way over one channel. It arrives at least once: who dies between sending and noting it sends the same message id again.</summary>
public sealed class NoticeDelivery
{
    public const int Tries = 5;

    private NoticeDelivery()
    {
    }

    public int Key { get; init; }

    public required DigestId DigestId { get; init; }

    public required NoticeChannel Channel { get; init; }

    public DeliveryStatus Status { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>UTC; when it may be taken. Null when nothing is to be done.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>What the server answered last, or why it is held. Without addresses.</summary>
    public string Error { get; private set; } = "";

    internal static NoticeDelivery Planned(DigestId digest, NoticeChannel channel, DateTime now) =>
        new() { DigestId = digest, Channel = channel, Status = DeliveryStatus.Pending, DueAt = now };

    internal static NoticeDelivery Held(DigestId digest, NoticeChannel channel, string why) =>
        new() { DigestId = digest, Channel = channel, Status = DeliveryStatus.Held, Error = why };

    public Outcome<DeliveryStatus> Succeed(DateTime now)
    {
        if (Status != DeliveryStatus.Sending)
        {
            return WrongState("sent");
        }

        (Attempts, DueAt, SentAt, Error) = (Attempts + 1, null, now, "");
        return Status = DeliveryStatus.Sent;
    }

    /// <summary>Waits longer after each try: 5, 10, 20, 40 seconds.</summary>
    public Outcome<DeliveryStatus> Fail(string error, bool mayPass, DateTime now)
    {
        if (Status != DeliveryStatus.Sending)
        {
            return WrongState("failed");
        }

        Attempts++;
        Error = error;
        var over = !mayPass || Attempts >= Tries;
        DueAt = over ? null : now.AddSeconds(5 * (1 << (Attempts - 1)));
        return Status = over ? DeliveryStatus.Failed : DeliveryStatus.Pending;
    }

    /// <summary>A person has mended what was in the way.</summary>
    public Outcome<DeliveryStatus> Again(DateTime now)
    {
        if (Status != DeliveryStatus.Failed)
        {
            return WrongState("sent again");
        }

        (Attempts, DueAt) = (0, now);
        return Status = DeliveryStatus.Pending;
    }

    private Refusal WrongState(string verb) => new("wrong-state", $"This notice is {Status.ToString().ToLowerInvariant()}, so it can't be {verb}.");
}
