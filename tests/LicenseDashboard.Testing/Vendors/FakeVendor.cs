using System.Collections.Concurrent;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Testing.Vendors;

/// <summary>
/// An organization in memory behind the vendor ports, for what a simulator over HTTP can't do: refuse one call, break off after n rows,
/// claim nonsense.
/// </summary>
public sealed class FakeVendor : IVendorConnectors, IVendorConnector
{
    private readonly ConcurrentDictionary<string, int> _breaks = new();
    private readonly ConcurrentDictionary<string, (int Rows, long? Stated)> _short = new();
    private readonly FakeDirectory _directory;
    private readonly FakeEstate _estate;
    private readonly FakeUsage _usage;
    private long _requests;

    public FakeVendor() => (_directory, _estate, _usage) = (new(this), new(this), new(this));

    public List<VendorPerson> People { get; init; } = [];

    /// <summary>Person id to the vendor's word; who is absent has none.</summary>
    public Dictionary<string, string> StateReasons { get; init; } = [];

    public List<VendorDivision> Divisions { get; init; } = [];

    public List<VendorGroup> Groups { get; init; } = [];

    /// <summary>Group id and person id, as the members route answers.</summary>
    public List<(string Group, string Person)> Members { get; init; } = [];

    public List<VendorSku> Skus { get; init; } = [];

    public List<VendorSeat> Seats { get; init; } = [];

    public List<VendorRole> Roles { get; init; } = [];

    public List<VendorGrant> Grants { get; init; } = [];

    public List<VendorUsage> Conversations { get; init; } = [];

    public List<VendorUsage> Evaluations { get; init; } = [];

    public List<VendorPresence> Presence { get; init; } = [];

    public List<VendorAudit> Audits { get; init; } = [];

    public Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Audited { get; init; } = [];

    public VendorPlanning Planning { get; set; } = new([], []);

    public List<VendorShift> Shifts { get; init; } = [];

    /// <summary>First day and people of every question for shifts.</summary>
    public ConcurrentQueue<(DateOnly From, IReadOnlyList<string> People)> ShiftsAsked { get; } = new();

    public DateTime? CompleteUntil { get; set; }

    /// <summary>What the vendor says of conversations each time it is asked, made of <see cref="CompleteUntil"/>.</summary>
    public Func<DateTime, DateTime>? OnCompleteUntil { get; set; }

    public DateTime? PresenceCompleteUntil { get; set; }

    public int? RetentionDays { get; set; } = 400;

    /// <summary>
    /// Calls that answer 403, by name of the port's method without "Async", <c>Audits:Service</c> or <c>Shifts:2026-10-19</c>.
    /// </summary>
    public ConcurrentDictionary<string, int> Refused { get; } = new();

    /// <summary>Every call so far, with the days asked where it asks days.</summary>
    public ConcurrentQueue<(string Call, DateOnly? From, DateOnly? To)> Calls { get; } = new();

    public IReadDirectory Directory => _directory;

    public IReadEstate Estate => _estate;

    public IReadUsage Usage => _usage;

    public IWriteGrants? Writes => null;

    public IWriteAccounts? Accounts => null;

    public IReadLive? Live { get; set; }

    public IReadInvoices? Invoices { get; set; }

    public List<VendorBilled> Billed { get; init; } = [];

    public long RequestsSent => Interlocked.Read(ref _requests);

    /// <summary>Answers nothing when asked whether it can be reached.</summary>
    public bool IsAway { get; set; }

    public IVendorConnector For(string platformName) => this;

    public Task<bool> AnswersAsync(CancellationToken ct)
    {
        Called("Answers");
        return Task.FromResult(!IsAway);
    }

    public void Refuse(string call, int status = 403) => Refused[call] = status;

    /// <summary>The next time it is called, the call fails after so many rows, once.</summary>
    public void Break(string call, int afterRows) => _breaks[call] = afterRows;

    /// <summary>From now on the list ends after so many rows, though it stated more; null: it only said that more would follow.</summary>
    public void Shorten(string call, int rows, long? stated) => _short[call] = (rows, stated);

    public void Whole(string call) => _short.TryRemove(call, out _);

    /// <summary>Called with the name of each call before it answers.</summary>
    public Action<string>? Answering { get; set; }

    /// <summary>The vendor serves a stretch without an end only for the day on which it began.</summary>
    public bool OpenPresenceOnFirstDayOnly { get; set; }

    internal void Called(string call, DateOnly? from = null, DateOnly? to = null)
    {
        Interlocked.Increment(ref _requests);
        Calls.Enqueue((call, from, to));
        Check(call);
    }

    internal void Check(string call)
    {
        Answering?.Invoke(call);
        if (Refused.TryGetValue(call, out var status))
        {
            throw new VendorException($"GET /{call}: {status} missing.permissions")
            {
                Route = $"GET /{call}",
                Status = status,
                Code = "missing.permissions",
            };
        }
    }

    internal async IAsyncEnumerable<T> Rows<T>(string call, IEnumerable<T> rows, DateOnly? from = null, DateOnly? to = null)
    {
        await Task.Yield();
        Called(call, from, to);
        var left = _breaks.TryRemove(call, out var after) ? after : int.MaxValue;
        var served = 0;
        foreach (var row in rows.ToList())
        {
            if (_short.TryGetValue(call, out var part) && served++ == part.Rows)
            {
                throw new ShortListException(call, part.Rows, part.Stated);
            }

            if (left-- == 0)
            {
                throw new VendorException($"GET /{call}: the answer broke off") { Route = $"GET /{call}", Status = 500 };
            }

            yield return row;
        }
    }
}
