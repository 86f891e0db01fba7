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

    /// <summary>An instance has it in hand until <see cref="NoticeDelivery.DueAt"/>; after that nobody knows whether it left.</summary>
    Sending,
    Sent,

    /// <summary>Tried as often as is allowed; a person may have it sent again.</summary>
    Failed,

    /// <summary>Not to be sent; <see cref="NoticeDelivery.Error"/> says why.</summary>
    Held,

    /// <summary>The message left and no answer came, so it may have arrived. Only a person has it sent again.</summary>
    Uncertain,
}

/// <summary>
/// A digest on its way over one channel. The program never sends it twice: what may have arrived is <see cref="DeliveryStatus.Uncertain"/>
/// until a person decides.
/// </summary>
public sealed class NoticeDelivery
{
    public const int Tries = 5;

    private const string Interrupted =
        "The program stopped while this was being sent, so it may have arrived. "
        + "Ask the recipient or check the server's log before you send it again.";

    private NoticeDelivery() { }

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

    /// <summary>It left and no answer came: it is not tried again by itself.</summary>
    public Outcome<DeliveryStatus> Doubt(string error)
    {
        if (Status != DeliveryStatus.Sending)
        {
            return WrongState("uncertain");
        }

        (Attempts, DueAt, Error) = (Attempts + 1, null, error);
        return Status = DeliveryStatus.Uncertain;
    }

    /// <summary>Nothing of it has left: it waits as before, and the try counts for nothing.</summary>
    public Outcome<DeliveryStatus> CallOff(DateTime now)
    {
        if (Status != DeliveryStatus.Sending)
        {
            return WrongState("called off");
        }

        DueAt = now;
        return Status = DeliveryStatus.Pending;
    }

    /// <summary>What it is by now: whoever had it in hand longer than they may is gone, and whether it left is unknown.</summary>
    public DeliveryStatus StatusAt(DateTime now) => Status == DeliveryStatus.Sending && DueAt < now ? DeliveryStatus.Uncertain : Status;

    /// <summary>Stores what <see cref="StatusAt"/> says.</summary>
    public Outcome<DeliveryStatus> Lapse(DateTime now) => StatusAt(now) == Status ? WrongState("uncertain") : Doubt(Interrupted);

    /// <summary>Why it is as <see cref="StatusAt"/> says.</summary>
    public string ErrorAt(DateTime now) => StatusAt(now) == Status ? Error : Interrupted;

    /// <summary>A person has removed the cause, or knows that it did not arrive.</summary>
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
