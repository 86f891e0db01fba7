using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Testing.Vendors;

/// <summary>Presence in memory behind the vendor's port: says what it is told, refuses what it is told to refuse.</summary>
public sealed class LiveVendor : IReadLive
{
    private readonly ConcurrentDictionary<string, VendorActivity> _people = new();
    private volatile Socket? _socket;
    private int _requests;

    /// <summary>Thrown instead of an answer while set.</summary>
    public Exception? CountsFault { get; set; }

    public Exception? SweepFault { get; set; }

    /// <summary>The sweep fails after so many rows while set.</summary>
    public int? SweepBreaksAfter { get; set; }

    /// <summary>Set by default: push is what a test asks for.</summary>
    public Exception? PushFault { get; set; } = Refusal();

    /// <summary>If set, totals are these instead of the sums of the people.</summary>
    public IReadOnlyList<VendorPresenceCount>? Totals { get; set; }

    /// <summary>Requests so far, as the vendor counts them: a sweep costs one for 500 people, a subscription one for 1,000.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public int Subscribed { get; private set; }

    public static VendorException Refusal(int status = 403) =>
        new("GET /live: missing.permissions") { Status = status, Code = "missing.permissions" };

    public void Say(string person, string? presence, DateTime? since, string? routing = null, DateTime? routingSince = null) =>
        _people[person] = new VendorActivity(person, presence, since, routing, routingSince);

    public void Forget(string person) => _people.TryRemove(person, out _);

    /// <summary>An event on the open socket.</summary>
    public void Push(VendorActivity activity)
    {
        _people.AddOrUpdate(activity.PersonId, activity, (_, _) => activity);
        (_socket ?? throw new InvalidOperationException("Nobody has subscribed.")).Events.Writer.TryWrite(activity);
    }

    /// <summary>The socket closes.</summary>
    public void Drop() => _socket?.Events.Writer.TryComplete(new VendorException("The socket closed.") { Unreached = true });

    public bool IsSubscribed => _socket is { Closed: false };

    public Task<IReadOnlyList<VendorPresenceCount>> CountsAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref _requests);
        return CountsFault is { } fault
            ? Task.FromException<IReadOnlyList<VendorPresenceCount>>(fault)
            : Task.FromResult(
                Totals
                    ??
                    [
                        .. _people
                            .Values.Where(person => person.Presence is not null)
                            .GroupBy(person => person.Presence)
                            .Select(same => new VendorPresenceCount(same.Key, null, same.Count())),
                        .. _people
                            .Values.Where(person => person.Routing is not null)
                            .GroupBy(person => person.Routing)
                            .Select(same => new VendorPresenceCount(null, same.Key, same.Count())),
                    ]
            );
    }

    public async IAsyncEnumerable<VendorActivity> PeopleAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        ct.ThrowIfCancellationRequested();
        Interlocked.Add(ref _requests, Math.Max(1, (_people.Count + 499) / 500));
        if (SweepFault is { } fault)
        {
            throw fault;
        }

        var served = 0;
        foreach (var person in _people.Values.OrderBy(person => person.PersonId, StringComparer.Ordinal))
        {
            if (served++ == SweepBreaksAfter)
            {
                throw new VendorException("GET /users: the answer broke off") { Status = 500 };
            }

            yield return person;
        }
    }

    public Task<ILivePush> SubscribeAsync(IReadOnlyCollection<string> personIds, CancellationToken ct)
    {
        Interlocked.Add(ref _requests, Math.Max(1, (personIds.Count + 999) / 1000) * 2);
        if (PushFault is { } fault)
        {
            return Task.FromException<ILivePush>(fault);
        }

        Subscribed = personIds.Count;
        var socket = _socket = new Socket();
        return Task.FromResult<ILivePush>(new ScriptedPush(socket));
    }

    private sealed class Socket
    {
        public Channel<VendorActivity> Events { get; } = Channel.CreateUnbounded<VendorActivity>();

        public bool Closed { get; set; }
    }

    private sealed class ScriptedPush(Socket socket) : ILivePush
    {
        public IAsyncEnumerable<VendorActivity> ReadAsync(CancellationToken ct) => socket.Events.Reader.ReadAllAsync(ct);

        public ValueTask DisposeAsync()
        {
            socket.Closed = true;
            return ValueTask.CompletedTask;
        }
    }
}
