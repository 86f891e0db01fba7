using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Testing.Vendors;

/// <summary>
/// An organization in memory whose seats follow from roles, with a journal of every write that arrived. <see cref="Passing"/> is called
/// before and after each call and may throw, as a network or a dying process does.
/// </summary>
public sealed class GrantingVendor(TimeProvider clock)
    : QuietVendor,
        IVendorConnectors,
        IVendorConnector,
        IReadDirectory,
        IReadEstate,
        IReadUsage,
        IWriteGrants,
        IWriteAccounts
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<(string Role, string Division)>> _direct = [];
    private readonly Dictionary<string, (IReadOnlyList<string> Old, DateTimeOffset Until)> _lagging = [];
    private readonly List<string> _journal = [];

    /// <summary>Role id → the licence it implies; the last in <see cref="Ranks"/> of a person's roles wins.</summary>
    public Dictionary<string, string> Implied { get; } =
        new()
        {
            ["omni"] = "cloudCX3",
            ["duo"] = "cloudCX2",
            ["voice"] = "cloudCX1",
        };

    public string[] Ranks { get; } = ["communicate", "cloudCX1", "cloudCX2", "cloudCX3"];

    public HashSet<string> Gone { get; } = [];

    public HashSet<string> GoneRoles { get; } = [];

    /// <summary>Roles held through a group, by person: group id and role, in every division.</summary>
    public Dictionary<string, (string Group, string Role)> ByGroup { get; } = [];

    /// <summary>Accounts that are not active; like the vendor, who becomes inactive loses the roles for good.</summary>
    public HashSet<string> Inactive { get; } = [];

    public Dictionary<string, string> StateReasons { get; } = [];

    /// <summary>The last token issued to a person.</summary>
    public Dictionary<string, DateTime> Tokens { get; } = [];

    public List<VendorPresence> Presence { get; } = [];

    /// <summary>What conversations the vendor shows, whatever days are asked.</summary>
    public List<VendorUsage> Conversations { get; } = [];

    /// <summary>Audit entries the vendor shows, of whatever service is asked.</summary>
    public List<VendorAudit> Audits { get; } = [];

    /// <summary>What fails, by the name of its stream: the call throws this.</summary>
    public Dictionary<string, VendorException> Failing { get; } = [];

    /// <summary>How long the licence trails behind a change of roles.</summary>
    public TimeSpan LicenseDelay { get; set; }

    /// <summary>Call and moment (<c>before</c>, <c>after</c>).</summary>
    public Action<string, string>? Passing { get; set; }

    public bool ReadOnly { get; set; }

    /// <summary>Writes in the order they took effect: <c>p1 +voice@*</c>.</summary>
    public IReadOnlyList<string> Journal
    {
        get
        {
            lock (_gate)
            {
                return [.. _journal];
            }
        }
    }

    public IReadDirectory Directory => this;

    public IReadEstate Estate => this;

    public IReadUsage Usage => this;

    public IWriteGrants? Writes => ReadOnly ? null : this;

    public IWriteAccounts? Accounts => ReadOnly ? null : this;

    public long RequestsSent => 0;

    public IVendorConnector For(string platformName) => this;

    public Task<bool> AnswersAsync(CancellationToken ct) => Task.FromResult(true);

    /// <summary>What an administrator does at the vendor, unseen by our journal.</summary>
    public void Hold(string person, params string[] roles)
    {
        lock (_gate)
        {
            _direct[person] = [.. roles.Select(role => (role, "*"))];
            _lagging.Remove(person);
        }
    }

    public IReadOnlyList<string> RolesOf(string person)
    {
        lock (_gate)
        {
            return [.. Held(person).Select(grant => grant.Role).Order(StringComparer.Ordinal)];
        }
    }

    public Task AddAsync(string personId, IReadOnlyCollection<VendorGrant> grants, RequestPriority priority, CancellationToken ct) =>
        CallAsync(
            "Add",
            () =>
                Inactive.Contains(personId)
                    ? throw new VendorException("409 conflict") { Status = 409 }
                    : Write(personId, grants, (held, grant) => held.Add(grant), '+')
        );

    public Task RemoveAsync(string personId, IReadOnlyCollection<VendorGrant> grants, RequestPriority priority, CancellationToken ct) =>
        CallAsync("Remove", () => Write(personId, grants, (held, grant) => held.Remove(grant), '-'));

    public Task<VendorPerson?> PersonAsync(string personId, RequestPriority priority, CancellationToken ct) =>
        CallAsync(
            "Person",
            () =>
                Gone.Contains(personId)
                    ? null
                    : new VendorPerson(
                        personId,
                        personId,
                        null,
                        Inactive.Contains(personId) ? VendorUserState.Inactive : VendorUserState.Active,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        [],
                        null,
                        Tokens.TryGetValue(personId, out var at) ? at : null
                    )
        );

    public Task SetStateAsync(string personId, VendorUserState state, RequestPriority priority, CancellationToken ct) =>
        CallAsync(
            "SetState",
            () =>
            {
                var inactive = state == VendorUserState.Inactive;
                if (inactive == Inactive.Contains(personId))
                {
                    return false;
                }

                _lagging[personId] = (SeatNow(personId), clock.GetUtcNow() + LicenseDelay);
                _ = inactive ? Inactive.Add(personId) : Inactive.Remove(personId);
                _direct.Remove(personId);
                _journal.Add($"{personId} {(inactive ? "inactive" : "active")}");
                return true;
            }
        );

    public Task EndSessionsAsync(string personId, RequestPriority priority, CancellationToken ct) =>
        CallAsync(
            "EndSessions",
            () =>
            {
                _journal.Add($"{personId} log-out");
                return true;
            }
        );

    public Task<VendorStateReason?> StateReasonAsync(string personId, RequestPriority priority, CancellationToken ct) =>
        CallAsync(
            "StateReason",
            () => Gone.Contains(personId) ? null : new VendorStateReason(StateReasons.GetValueOrDefault(personId), null)
        );

    public Task<IReadOnlyList<string>> SeatAsync(string personId, RequestPriority priority, CancellationToken ct) =>
        CallAsync("Seat", () => SeatNow(personId));

    public Task<IReadOnlyList<VendorGrant>> GrantsOfSubjectAsync(string subjectId, RequestPriority priority, CancellationToken ct) =>
        CallAsync<IReadOnlyList<VendorGrant>>(
            "GrantsOfSubject",
            () =>
                [
                    .. Held(subjectId).Select(g => new VendorGrant(g.Role, subjectId, SubjectKind.Person, [g.Division])),
                    .. ByGroup.TryGetValue(subjectId, out var held)
                        ? new[] { new VendorGrant(held.Role, held.Group, SubjectKind.Group, ["*"]) }
                        : [],
                ]
        );

    public Task<IReadOnlyList<string>> InferAsync(IReadOnlyCollection<string> roleIds, RequestPriority priority, CancellationToken ct) =>
        CallAsync(
            "Infer",
            () =>
                roleIds.Any(GoneRoles.Contains)
                    ? throw new VendorException("There is no such role.") { Route = "POST /api/v2/license/infer", Status = 404 }
                    : Infer(roleIds)
        );

    public IAsyncEnumerable<VendorUsage> ConversationsAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => Rows("conversations", Conversations);

    public IAsyncEnumerable<VendorUsage> EvaluationsAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => Rows<VendorUsage>("evaluations", []);

    public IAsyncEnumerable<VendorPresence> PresenceAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => Rows("presence", Presence);

    public IAsyncEnumerable<VendorAudit> AuditsAsync(
        string service,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => Rows("audits:" + service, Audits.Where(audit => audit.Service == service));

    public Task<VendorPlanning> PlanningAsync(RequestPriority priority, CancellationToken ct) =>
        Failing.TryGetValue("planning", out var failure)
            ? Task.FromException<VendorPlanning>(failure)
            : Task.FromResult(new VendorPlanning([], []));

    private HashSet<(string Role, string Division)> Held(string person) => _direct.GetValueOrDefault(person) ?? [];

    private IReadOnlyList<string> Infer(IEnumerable<string> roles)
    {
        var bases = roles.Select(role => Implied.GetValueOrDefault(role)).OfType<string>().ToList();
        return bases.Count == 0 ? [] : [bases.MaxBy(sku => Array.IndexOf(Ranks, sku))!];
    }

    private IReadOnlyList<string> SeatNow(string person) =>
        _lagging.TryGetValue(person, out var lag) && lag.Until > clock.GetUtcNow()
            ? lag.Old
            : Infer(
                Held(person)
                    .Select(grant => grant.Role)
                    .Concat(ByGroup.TryGetValue(person, out var held) && !Inactive.Contains(person) ? [held.Role] : [])
            );

    private bool Write(
        string person,
        IEnumerable<VendorGrant> grants,
        Func<HashSet<(string, string)>, (string, string), bool> apply,
        char sign
    )
    {
        var old = SeatNow(person);
        var held = _direct[person] = [.. Held(person)];
        foreach (var (role, division) in grants.SelectMany(grant => grant.DivisionIds.Select(division => (grant.RoleId, division))))
        {
            apply(held, (role, division));
            _journal.Add($"{person} {sign}{role}@{division}");
        }

        _lagging[person] = (old, clock.GetUtcNow() + LicenseDelay);
        return true;
    }

    private IAsyncEnumerable<T> Rows<T>(string stream, IEnumerable<T> rows) =>
        Failing.TryGetValue(stream, out var failure) ? throw failure : rows.ToAsyncEnumerable();

    private Task<T> CallAsync<T>(string call, Func<T> answer)
    {
        Passing?.Invoke(call, "before");
        T result;
        lock (_gate)
        {
            result = answer();
        }

        Passing?.Invoke(call, "after");
        return Task.FromResult(result);
    }
}
