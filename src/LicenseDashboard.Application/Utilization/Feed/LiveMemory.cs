using System.Collections;
using System.Security.Cryptography;
using System.Text;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Utilization;

namespace LicenseDashboard.Application.Utilization.Feed;

/// <summary>
/// Everyone's presence as the feed has heard it: 44 bytes a person beside the roster's. Vendor's IDs are kept as 16 bytes, which is what
/// they are at Genesys Cloud; other forms are hashed.
/// </summary>
internal sealed class LiveMemory
{
    private readonly Lock _gate = new();
    private readonly LiveRoster _roster;
    private readonly Guid[] _ids;
    private readonly int[] _indices;
    private readonly LivePerson[] _people;
    private readonly BitArray _dirty;
    private BitArray? _listed;
    private bool _isDirty;

    /// <param name="vendorIds">By person key; people who are not in the roster are left out.</param>
    public LiveMemory(LiveRoster roster, IEnumerable<(int Key, string VendorId)> vendorIds)
    {
        _roster = roster;
        var known = vendorIds
            .Select(person => (Id: IdOf(person.VendorId), Index: roster.IndexOf(person.Key)))
            .Where(person => person.Index is not null)
            .OrderBy(person => person.Id)
            .ToList();
        _ids = [.. known.Select(person => person.Id)];
        _indices = [.. known.Select(person => person.Index!.Value)];
        _people = new LivePerson[roster.Places.Length];
        _dirty = new BitArray(_people.Length);
    }

    public LiveRoster Roster => _roster;

    /// <summary>Events of people who are not in the directory.</summary>
    public long Strangers { get; private set; }

    /// <summary>What was stored before this instance led.</summary>
    public void Restore(IEnumerable<LivePresence> stored)
    {
        lock (_gate)
        {
            foreach (var row in stored)
            {
                if (_roster.IndexOf(row.PersonKey) is { } index)
                {
                    _people[index].TakePresence((PresenceKind)row.Presence, row.PresenceSince);
                    _people[index].TakeRouting((RoutingKind)row.Routing, row.RoutingSince);
                }
            }
        }
    }

    /// <summary>A report by push.</summary>
    /// <param name="at">Milliseconds since 1970 UTC at which it arrived.</param>
    public void Hear(VendorActivity activity, long at)
    {
        lock (_gate)
        {
            if (Find(activity.PersonId) is { } index)
            {
                Take(index, activity, at);
            }
            else
            {
                Strangers++;
            }
        }
    }

    /// <summary>Call before the first page is asked for.</summary>
    public void BeginSweep()
    {
        lock (_gate)
        {
            _listed = new BitArray(_people.Length);
        }
    }

    /// <summary>A row of a sweep. People who are new to the vendor are no strangers: tomorrow's import brings them.</summary>
    public void List(VendorActivity activity, long begunAt)
    {
        lock (_gate)
        {
            if (Find(activity.PersonId) is { } index)
            {
                _listed?.Set(index, true);
                Take(index, activity, begunAt);
            }
        }
    }

    /// <summary>
    /// Every page was read, so whoever was not listed is no longer active at the vendor. Where they are is unknown, which is not offline.
    /// </summary>
    public void EndSweep()
    {
        lock (_gate)
        {
            for (var index = 0; _listed is { } listed && index < _people.Length; index++)
            {
                if (!listed[index])
                {
                    Mark(index, _people[index].Forget());
                }
            }

            _listed = null;
        }
    }

    /// <summary>People who changed since the last call; the write gives them its tick.</summary>
    public List<LivePresence> Drain()
    {
        var rows = new List<LivePresence>();
        lock (_gate)
        {
            for (var index = 0; _isDirty && index < _people.Length; index++)
            {
                if (_dirty[index])
                {
                    rows.Add(Row(index));
                }
            }

            _dirty.SetAll(false);
            _isDirty = false;
        }

        return rows;
    }

    /// <summary>The write failed: they are to be written again.</summary>
    public void Undrain(IEnumerable<LivePresence> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
            {
                if (_roster.IndexOf(row.PersonKey) is { } index)
                {
                    Mark(index, true);
                }
            }
        }
    }

    /// <summary>What is known of people goes over into a new roster, with what is not written yet.</summary>
    public void CopyTo(LiveMemory next)
    {
        lock (_gate)
        {
            for (var index = 0; index < _people.Length; index++)
            {
                if (next._roster.IndexOf(_roster.Places[index].Key) is { } there)
                {
                    next._people[there] = _people[index];
                    next.Mark(there, _dirty[index]);
                }
            }

            next.Strangers = Strangers;
        }
    }

    public bool IsDirty
    {
        get
        {
            lock (_gate)
            {
                return _isDirty;
            }
        }
    }

    /// <summary>Looks at everyone without anybody moving meanwhile.</summary>
    public T Read<T>(Func<LivePerson[], T> look)
    {
        lock (_gate)
        {
            return look(_people);
        }
    }

    private static Guid IdOf(string vendorId) =>
        Guid.TryParseExact(vendorId, "D", out var id) ? id : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(vendorId)).AsSpan(0, 16));

    private int? Find(string vendorId) => Array.BinarySearch(_ids, IdOf(vendorId)) is >= 0 and var at ? _indices[at] : null;

    /// <summary>A part that the report lacks stays as it is.</summary>
    private void Take(int index, VendorActivity activity, long at)
    {
        var changed = false;
        if (activity.Presence is { } presence)
        {
            var kind = LiveWords.Presence(presence);
            changed |= activity.PresenceSince is { } since
                ? _people[index].TakePresence(kind, Milliseconds(since))
                : _people[index].SeePresence(kind, at);
        }

        if (activity.Routing is { } routing)
        {
            var kind = LiveWords.Routing(routing);
            changed |= activity.RoutingSince is { } since
                ? _people[index].TakeRouting(kind, Milliseconds(since))
                : _people[index].SeeRouting(kind, at);
        }

        Mark(index, changed);
    }

    private void Mark(int index, bool changed)
    {
        if (changed)
        {
            _dirty[index] = true;
            _isDirty = true;
        }
    }

    private LivePresence Row(int index) =>
        new()
        {
            PersonKey = _roster.Places[index].Key,
            PlatformKey = _roster.Platform.Key,
            Presence = (int)_people[index].Presence,
            PresenceSince = _people[index].PresenceSince,
            Routing = (int)_people[index].Routing,
            RoutingSince = _people[index].RoutingSince,
            Tick = 0,
        };

    private static long Milliseconds(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
