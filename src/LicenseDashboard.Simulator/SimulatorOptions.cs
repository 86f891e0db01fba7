namespace LicenseDashboard.Simulator;

/// <summary>The licenses that the organization can assign.</summary>
public enum SimulatorProfile
{
    /// <summary>CX 1 to CX 3 side by side, as in the mixed organizations of the product's brief.</summary>
    Named,

    /// <summary>One CX tier with add-ons, as documented by the vendor.</summary>
    SingleTier,
}

public enum FaultKind
{
    RateLimit,
    Errors,
    Slow,
    Truncate,
    DropConnection,
}

/// <summary>How a search for published schedules answers.</summary>
public enum ScheduleAnswer
{
    /// <summary><c>Complete</c>, with the schedules in the answer.</summary>
    Inline,

    /// <summary><c>Complete</c> with a download address that refuses requests with credentials.</summary>
    Download,

    /// <summary><c>Processing</c> forever: the real result arrives through a notification.</summary>
    Processing,

    Canceled,

    Error,

    /// <summary>400.</summary>
    Refused,
}

/// <summary>One request in <c>1 / Probability</c> is affected, determined by the seed and the number of the request.</summary>
public sealed record FaultOption(FaultKind Kind, double Probability, int Seed);

public sealed record SimulatorOptions
{
    /// <summary>0 picks a free port.</summary>
    public int Port { get; init; }

    /// <summary>True listens on all addresses instead of 127.0.0.1, as required in a container.</summary>
    public bool ListenAny { get; init; }

    /// <summary>True if another program owns the process and handles signals and shutdown.</summary>
    public bool Embedded { get; init; }

    public ILoggerFactory? Logging { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public int Seed { get; init; } = 1;

    /// <summary>Number of working people, including managers; accounts of people who left are additional.</summary>
    public int Agents { get; init; } = 1000;

    public int HistoryDays { get; init; } = 130;

    public SimulatorProfile Profile { get; init; }

    /// <summary>The current day of the simulator; the time of day is the clock's. Null uses the clock's day.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Requests per minute and token.</summary>
    public int Budget { get; init; } = 300;

    public double LagHours { get; init; } = 26;

    public int JobMs { get; init; } = 100;

    public int LicenseDelayMs { get; init; } = 2000;

    /// <summary>
    /// If set, each write draws its delays between <see cref="LicenseDelayMs"/> and this: one for a person's own answer, another for the
    /// list.
    /// </summary>
    public int? LicenseDelayMostMs { get; init; }

    /// <summary>For this long after the first bulkadd of a role, the vendor answers that it doesn't exist.</summary>
    public int NewRoleMs { get; init; }

    /// <summary>If null, a 429 of the rate limit names the rest of its minute, one of a fault a second.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Maximum page size of listings with undocumented limits. If null, 500, and 200 for people by cursor.</summary>
    public int? PageLimit { get; init; }

    /// <summary>Answer to a small search for schedules: at most 100 people and 7 days.</summary>
    public ScheduleAnswer Schedules { get; init; } = ScheduleAnswer.Inline;

    public ScheduleAnswer LargeSchedules { get; init; } = ScheduleAnswer.Processing;

    /// <summary>Share of dates (login, token, hire) that are omitted, different ones each day.</summary>
    public double OmitDates { get; init; }

    /// <summary>
    /// True if a stretch of presence is returned only in the interval that contains its start. Always true for scenarios.
    /// </summary>
    public bool PresenceByStart { get; init; }

    /// <summary>Share of people whose presence never ends: consecutive stretches of 40 days.</summary>
    public double NeverLoggedOut { get; init; }

    /// <summary>True if presence has breaks and idle times within the hours of work.</summary>
    public bool Breaks { get; init; }

    /// <summary>True if asking for an inactive user without a <c>state</c> answers 404.</summary>
    public bool InactiveUsersMissing { get; init; }

    /// <summary>IDs of divisions whose analytics are hidden from the clients.</summary>
    public IReadOnlyList<string> HiddenDivisions { get; init; } = [];

    public bool AuditViews { get; init; }

    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromSeconds(86_399);

    public string ClientId { get; init; } = "simulator-read";

    public string ClientSecret { get; init; } = "simulator-read-secret";

    /// <summary>The client that may change grants and states; null means there is none.</summary>
    public string? WriteClientId { get; init; } = "simulator-write";

    public string? WriteClientSecret { get; init; } = "simulator-write-secret";

    /// <summary>The client that reads presence at this moment; null means there is none, and the reading client does it.</summary>
    public string? LiveClientId { get; init; } = "simulator-live";

    public string? LiveClientSecret { get; init; } = "simulator-live-secret";

    /// <summary>How many times as fast as the clock presence at this moment goes through its day.</summary>
    public double LiveSpeed { get; init; } = 1;

    /// <summary>Life of a notification channel.</summary>
    public int ChannelSeconds { get; init; } = 24 * 3600;

    public int HeartbeatSeconds { get; init; } = 30;

    /// <summary>What is wrong with the messages of notification channels.</summary>
    public PushFaults Push { get; init; }

    /// <summary>Active users beyond this many can't be listed by page number (400). Null is no limit.</summary>
    public int? UsersLimit { get; init; }

    /// <summary>Additional permissions of the reading client beyond the minimum.</summary>
    public IReadOnlyList<string> GrantedPermissions { get; init; } = [];

    /// <summary>Permissions that no client has; their routes answer 403.</summary>
    public IReadOnlyList<string> DeniedPermissions { get; init; } = [];

    /// <summary>Served by the preview routes of billing, with the invoices that follow from it; null: these routes answer 404.</summary>
    public BilledContract? Contract { get; init; }

    /// <summary>True if <see cref="Contract"/> is made up for the organization when it isn't given.</summary>
    public bool AssumeContract { get; init; }

    /// <summary>Journal of writes, replayed at start. Null discards writes at the end.</summary>
    public string? StateFile { get; init; }

    /// <summary>The content (not the path) of a scenario that replaces the generated organization.</summary>
    public string? ScenarioJson { get; init; }

    /// <summary>The name of one of the scenario's worlds.</summary>
    public string? World { get; init; }

    /// <summary>Routes that always misbehave.</summary>
    public IReadOnlyList<PathFault> At { get; init; } = [];

    public IReadOnlyList<FaultOption> Faults { get; init; } = [];

    /// <summary>Number of requests before the faults begin.</summary>
    public int FaultsSpareFirst { get; init; }
}
