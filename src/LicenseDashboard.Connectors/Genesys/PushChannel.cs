using System.Net.WebSockets;
using System.Text.Json;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>
/// One notification channel with its socket. The socket gets no token, and only an address of the vendor is connected to.
/// </summary>
internal sealed class PushChannel : IAsyncDisposable
{
    public const int MostTopics = 1000;
    public const string Template = "/api/v2/notifications/channels";

    /// <summary>The vendor answers this message of its own.</summary>
    public static ReadOnlyMemory<byte> Ping { get; } = """{"message":"ping"}"""u8.ToArray();

    private const string Subscriptions = Template + "/{channelId}/subscriptions";
    private const string Socket = "WebSocket of a notification channel";

    /// <summary>An event has some hundred bytes.</summary>
    private const int MostBytes = 64 * 1024;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestLead = TimeSpan.FromMinutes(10);

    private readonly ClientWebSocket _socket;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly byte[] _buffer = new byte[MostBytes];
    private long _heard;

    private PushChannel(ClientWebSocket socket, IReadOnlyList<string> people, TimeSpan life, TimeProvider time)
    {
        (_socket, People, _time) = (socket, people, time);
        _heard = Opened = time.GetTimestamp();
        RenewAfter = life - (life / 4 < LongestLead ? life / 4 : LongestLead);
    }

    public IReadOnlyList<string> People { get; }

    public long Opened { get; }

    /// <summary>How long after its opening it is replaced: well before its end.</summary>
    public TimeSpan RenewAfter { get; set; }

    /// <summary>Topics that the vendor refused, such as those of people who were deleted in the meantime.</summary>
    public int Rejected { get; private init; }

    public Task Reading { get; set; } = Task.CompletedTask;

    /// <summary>How long the socket has said nothing.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(Volatile.Read(ref _heard));

    /// <summary>Opens a channel, connects its socket, and subscribes to everybody: no event after the answer is missed.</summary>
    public static async Task<PushChannel> OpenAsync(PushVendor vendor, IReadOnlyList<string> people, CancellationToken ct)
    {
        var opening = ApiRequest.Post(Template, new WireNothing(), GenesysJson.Default.WireNothing);
        var opened = await vendor.Api.SendAsync(opening, GenesysJson.Default.WireChannel, RequestPriority.Presence, ct);
        if (opened is not { Id: { Length: > 0 } id, ConnectUri: { } address })
        {
            throw new VendorException($"{opening.Route} answered without a channel.") { Route = opening.Route };
        }

        var socket = await ConnectAsync(vendor, address, opening, ct);
        try
        {
            var rejected = await SubscribeAsync(vendor.Api, id, people, ct);
            var life = opened.Expires - vendor.Time.GetUtcNow().UtcDateTime ?? Longest;
            return new(
                socket,
                people,
                life < Shortest ? Shortest
                    : life > Longest ? Longest
                    : life,
                vendor.Time
            )
            {
                Rejected = rejected,
            };
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The next message; null for one that can't be read. Throws if the socket closed or broke.</summary>
    public async Task<WirePush?> ReadAsync()
    {
        var length = 0;
        while (true)
        {
            var read = await ReceiveAsync(_buffer.AsMemory(length));
            Volatile.Write(ref _heard, _time.GetTimestamp());
            if (read.MessageType == WebSocketMessageType.Close)
            {
                throw Fault("was closed by Genesys Cloud");
            }

            length += read.Count;
            if (read.EndOfMessage)
            {
                break;
            }

            if (length == _buffer.Length)
            {
                throw Fault($"sent a message above {MostBytes / 1024} KiB");
            }
        }

        try
        {
            return JsonSerializer.Deserialize(_buffer.AsSpan(0, length), GenesysJson.Default.WirePush);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Pings of the protocol alone may not keep a socket open.</summary>
    public async Task PingAsync(CancellationToken ct)
    {
        try
        {
            await _socket.SendAsync(Ping, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            throw Fault("broke", fault);
        }
    }

    public static VendorException Fault(string what, Exception? inner = null) =>
        new($"The {Socket} {what}.", inner) { Route = Socket, Unreached = inner is not null };

    public async ValueTask DisposeAsync()
    {
        // Leaving without a farewell: the vendor ends the channel by itself.
        await _ending.CancelAsync();
        _socket.Abort();
        await Reading;
        _socket.Dispose();
        _ending.Dispose();
    }

    private async Task<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer)
    {
        try
        {
            return await _socket.ReceiveAsync(buffer, _ending.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            throw Fault("broke", fault);
        }
    }

    private static async Task<ClientWebSocket> ConnectAsync(PushVendor vendor, string address, ApiRequest of, CancellationToken ct)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !VendorAddress.MayConnect(uri, vendor.ApiAddress()))
        {
            throw new VendorException(
                $"{of.Route} names an address that is not connected to: only wss under the domain of the API is. Changes then "
                    + "show with the next sweep."
            )
            {
                Route = of.Route,
            };
        }

        var socket = new ClientWebSocket();
        using var limit = new CancellationTokenSource(ConnectTimeout, vendor.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await socket.ConnectAsync(uri, either.Token);
            return socket;
        }
        catch (Exception fault)
        {
            socket.Dispose();
            ct.ThrowIfCancellationRequested();
            throw fault is WebSocketException or OperationCanceledException or IOException ? Fault("could not be opened", fault) : fault;
        }
    }

    private static async Task<int> SubscribeAsync(ApiClient api, string channel, IReadOnlyList<string> people, CancellationToken ct)
    {
        IReadOnlyList<WireTopic> topics = [.. people.Select(person => new WireTopic($"v2.users.{person}.activity"))];
        var request = ApiRequest
            .Post(Subscriptions, topics, GenesysJson.Default.IReadOnlyListWireTopic, channel)
            .With("ignoreErrors", "true");
        var answer = await api.SendAsync(request, GenesysJson.Default.WireSubscriptions, RequestPriority.Presence, ct);
        var states = answer.Entities ?? throw Paging.NoList(request);
        var rejected = states.Count(topic => string.Equals(topic.State, "Rejected", StringComparison.OrdinalIgnoreCase));
        return rejected == 0 || rejected < topics.Count
            ? rejected
            : throw new VendorException($"{request.Route} rejects every topic: {states[0].RejectionReason ?? "no reason given"}.")
            {
                Route = request.Route,
                Status = 403,
            };
    }
}
