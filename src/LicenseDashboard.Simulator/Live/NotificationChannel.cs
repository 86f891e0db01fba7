using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace LicenseDashboard.Simulator.Live;

/// <summary>One notification channel of a client: its topics, and the socket that reads it.</summary>
internal sealed class NotificationChannel(string id, string client, long number, DateTime createdAt, DateTime expiresAt)
{
    /// <summary>A reader that is further behind loses events, as at the vendor.</summary>
    private const int MostWaiting = 20_000;

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, bool> _topics = new(StringComparer.OrdinalIgnoreCase);
    private Connection? _connection;

    public string Id => id;

    public string Client => client;

    public long Number => number;

    public DateTime ExpiresAt => expiresAt;

    /// <summary>When the end is announced: a minute before, or a quarter of a short life.</summary>
    public DateTime WarnsAt { get; } = expiresAt - TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerMinute, (expiresAt - createdAt).Ticks / 4));

    public bool Warned { get; set; }

    public DateTime BeatAt { get; set; }

    public bool IsConnected => _connection is not null;

    public ICollection<string> Topics => _topics.Keys;

    public int TopicCount => _topics.Count;

    public bool Has(string topic) => _topics.ContainsKey(topic);

    public void Add(string topic) => _topics[topic] = true;

    public void Clear() => _topics.Clear();

    public void Send(byte[] message) => _connection?.Outbox.Writer.TryWrite(message);

    /// <summary>Breaks the connection without saying goodbye.</summary>
    public void Drop() => _connection?.Abort();

    /// <summary>Ends the connection in the ordinary way.</summary>
    public void End() => _connection?.Outbox.Writer.TryComplete();

    /// <summary>Serves one socket until either side ends; another socket takes the channel over.</summary>
    public async Task ServeAsync(HttpContext http, Func<bool> isSilent, CancellationToken stopping)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var connection = new Connection(
            System.Threading.Channels.Channel.CreateBounded<byte[]>(
                new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
            ),
            http.Abort
        );
        Interlocked.Exchange(ref _connection, connection)?.Outbox.Writer.TryComplete();
        try
        {
            var (writing, reading) = (WriteAsync(socket, connection, ended.Token), ReadAsync(socket, connection, isSilent, ended.Token));
            if (await Task.WhenAny(writing, reading) == writing)
            {
                // The other side takes its time to say goodbye, too.
                ended.CancelAfter(Goodbye);
                await reading;
            }

            await ended.CancelAsync();
            await writing;
        }
        finally
        {
            Interlocked.CompareExchange(ref _connection, null, connection);
        }
    }

    private static async Task WriteAsync(WebSocket socket, Connection connection, CancellationToken ct)
    {
        try
        {
            await foreach (var message in connection.Outbox.Reader.ReadAllAsync(ct))
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, ct);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "The channel ended.", ct);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            // The other side left, or the simulator stops.
        }
    }

    /// <summary>The vendor answers its own ping message; anything else is ignored.</summary>
    private static async Task ReadAsync(WebSocket socket, Connection connection, Func<bool> isSilent, CancellationToken ct)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(), ct);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
                    return;
                }

                if (!isSilent() && buffer.AsSpan(0, read.Count).IndexOf("\"ping\""u8) >= 0)
                {
                    connection.Outbox.Writer.TryWrite(LiveJson.Pong());
                }
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            // The other side left, or the simulator stops.
        }
    }

    private sealed record Connection(System.Threading.Channels.Channel<byte[]> Outbox, Action Abort);
}
