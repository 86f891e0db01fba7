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

    /// <summary>An instance is sending it until <see cref="NoticeDelivery.DueAt"/>; after that, no one knows if it was sent.</summary>
    Sending,
    Sent,

    /// <summary>All attempts are used up; a person can have it sent again.</summary>
    Failed,

    /// <summary>Not sent; <see cref="NoticeDelivery.Error"/> says why.</summary>
    Held,

    /// <summary>The message was sent and no answer came, so it may have arrived. Only a person can have it sent again.</summary>
    Uncertain,
}

/// <summary>
/// The delivery of a digest over one channel. The program never sends a digest twice: what may have arrived is
/// <see cref="DeliveryStatus.Uncertain"/> until a person decides.
/// </summary>
public sealed class NoticeDelivery
{
    public const int Tries = 5;

    private const string Interrupted =
        "LicenseDashboard stopped while this was being sent, so it may have arrived. "
        + "Ask the recipient or check the server's log before you send it again.";

    private NoticeDelivery() { }

    public int Key { get; init; }

    public required DigestId DigestId { get; init; }

    public required NoticeChannel Channel { get; init; }

    public DeliveryStatus Status { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>UTC time from which it may be sent; null if there is nothing to do.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>The server's last answer, or why it is not sent. Contains no addresses.</summary>
    public string Error { get; private set; } = "";

    internal static NoticeDelivery Planned(DigestId digest, NoticeChannel channel, DateTime now) =>
        new()
        {
            DigestId = digest,
            Channel = channel,
            Status = DeliveryStatus.Pending,
            DueAt = now,
        };

    internal static NoticeDelivery Held(DigestId digest, NoticeChannel channel, string why) =>
        new()
        {
            DigestId = digest,
            Channel = channel,
            Status = DeliveryStatus.Held,
            Error = why,
        };

    public Outcome<DeliveryStatus> Succeed(DateTime now)
    {
        if (Status != DeliveryStatus.Sending)
        {
            return WrongState("sent");
        }

        (Attempts, DueAt, SentAt, Error) = (Attempts + 1, null, now, "");
        return Status = DeliveryStatus.Sent;
    }

    /// <summary>Retries with growing delays: 5, 10, 20, 40 seconds.</summary>
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

    /// <summary>The message was sent without an answer, so it is not retried automatically.</summary>
    public Outcome<DeliveryStatus> Doubt(string error)
    {
        if (Status != DeliveryStatus.Sending)
        {
            return WrongState("uncertain");
        }

        (Attempts, DueAt, Error) = (Attempts + 1, null, error);
        return Status = DeliveryStatus.Uncertain;
    }

    /// <summary>Nothing was sent: it waits as before, and the attempt doesn't count.</summary>
    public Outcome<DeliveryStatus> CallOff(DateTime now)
    {
        if (Status != DeliveryStatus.Sending)
        {
            return WrongState("called off");
        }

        DueAt = now;
        return Status = DeliveryStatus.Pending;
    }

    /// <summary>
    /// The status at the given time. If the sender exceeded its time, it is gone and whether the message was sent is unknown.
    /// </summary>
    public DeliveryStatus StatusAt(DateTime now) => Status == DeliveryStatus.Sending && DueAt < now ? DeliveryStatus.Uncertain : Status;

    /// <summary>Stores the result of <see cref="StatusAt"/>.</summary>
    public Outcome<DeliveryStatus> Lapse(DateTime now) => StatusAt(now) == Status ? WrongState("uncertain") : Doubt(Interrupted);

    /// <summary>The reason for the result of <see cref="StatusAt"/>.</summary>
    public string ErrorAt(DateTime now) => StatusAt(now) == Status ? Error : Interrupted;

    /// <summary>Sends it again because a person removed the cause or knows that it did not arrive.</summary>
    public Outcome<DeliveryStatus> Again(DateTime now)
    {
        if (StatusAt(now) is not (DeliveryStatus.Failed or DeliveryStatus.Uncertain))
        {
            return WrongState("sent again");
        }

        (Attempts, DueAt) = (0, now);
        return Status = DeliveryStatus.Pending;
    }

    private Refusal WrongState(string verb) =>
        new("wrong-state", $"This notice is {Status.ToString().ToLowerInvariant()}, so it can't be {verb}.");
}
