namespace LicenseDashboard.Simulator;

/// <summary>Which licences the organization can hold.</summary>
public enum SimulatorProfile
{
    /// <summary>CX 1 to CX 3 side by side, as the mixed organizations of the product's brief.</summary>
    Named,

    /// <summary>One CX tier with add-ons, as the vendor documents it.</summary>
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
    /// <summary><c>Complete</c> with the schedules in the answer.</summary>
    Inline,

    /// <summary><c>Complete</c> without them: they lie at an address of their own, which refuses requests with credentials.</summary>
    Download,

    /// <summary><c>Processing</c>, and nothing ever comes of it: the real result arrives through a notification.</summary>
    Processing,

    Canceled,

    Error,

    /// <summary>400.</summary>
    Refused,
}

/// <summary>
/// One request in <c>1 / Probability</c> meets the fault; which ones is decided by the seed and the number of the request.
/// </summary>
public sealed record FaultOption(FaultKind Kind, double Probability, int Seed);

public sealed record SimulatorOptions
{
    /// <summary>0 lets the system choose a free port.</summary>
    public int Port { get; init; }

    /// <summary>True listens on every address instead of 127.0.0.1, which a container needs.</summary>
    public bool ListenAny { get; init; }

    /// <summary>True when another program holds the process: it decides about signals and shutdown.</summary>
    public bool Embedded { get; init; }

    public ILoggerFactory? Logging { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public int Seed { get; init; } = 1;

    /// <summary>People at work, managers included; accounts of people who left come on top.</summary>
    public int Agents { get; init; } = 1000;

    public int HistoryDays { get; init; } = 130;

    public SimulatorProfile Profile { get; init; }

    /// <summary>The day on which the simulator believes to be; the time of day is the clock's. Absent = the clock's day.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Requests a token may send in a minute.</summary>
    public int Budget { get; init; } = 300;

    public double LagHours { get; init; } = 26;

    public int JobMs { get; init; } = 200;

    public int LicenseDelayMs { get; init; } = 2000;

    /// <summary>
    /// With it a write draws its delays between <see cref="LicenseDelayMs"/> and this: one for a person's own answer, another for the list.
    /// </summary>
    public int? LicenseDelayMostMs { get; init; }

    /// <summary>For so long after the first bulkadd of a role the vendor answers that there is no such role.</summary>
    public int NewRoleMs { get; init; }

    /// <summary>Absent: a 429 of the budget names the rest of its minute, one of a fault a second.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The longest page of listings whose limit the vendor does not document. Absent: 500, and 200 for people by cursor.</summary>
    public int? PageLimit { get; init; }

    /// <summary>What a small search for schedules answers: at most 100 people and 7 days.</summary>
    public ScheduleAnswer Schedules { get; init; } = ScheduleAnswer.Inline;

    public ScheduleAnswer LargeSchedules { get; init; } = ScheduleAnswer.Processing;

    /// <summary>The share of dates (login, token, hire) that are left out; another one each day.</summary>
    public double OmitDates { get; init; }

    /// <summary>A stretch of presence comes only in the interval that holds its start. Scenarios are always read so.</summary>
    public bool PresenceByStart { get; init; }

    /// <summary>The share of people whose presence never ends: one stretch of 40 days after the other.</summary>
    public double NeverLoggedOut { get; init; }

    /// <summary>Asking for an inactive user without a <c>state</c> answers 404.</summary>
    public bool InactiveUsersMissing { get; init; }

    /// <summary>Ids of divisions whose analytics the clients can't see.</summary>
    public IReadOnlyList<string> HiddenDivisions { get; init; } = [];

    public bool AuditViews { get; init; }

    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromSeconds(86_399);

    public string ClientId { get; init; } = "simulator-read";

    public string ClientSecret { get; init; } = "simulator-read-secret";

    /// <summary>The client that may change grants and states. Null = there is none.</summary>
    public string? WriteClientId { get; init; } = "simulator-write";

    public string? WriteClientSecret { get; init; } = "simulator-write-secret";

    /// <summary>Permissions that the reading client has beyond the least it needs.</summary>
    public IReadOnlyList<string> GrantedPermissions { get; init; } = [];

    /// <summary>Permissions that no client has: their routes answer 403.</summary>
    public IReadOnlyList<string> DeniedPermissions { get; init; } = [];

    /// <summary>Where writes are journalled and replayed from. Null = they are forgotten at the end.</summary>
    public string? StateFile { get; init; }

    /// <summary>The text (not the path) of a scenario: its people replace the generated organization.</summary>
    public string? ScenarioJson { get; init; }

    /// <summary>The name of one of the scenario's worlds.</summary>
    public string? World { get; init; }

    /// <summary>Routes that always misbehave.</summary>
    public IReadOnlyList<PathFault> At { get; init; } = [];

    public IReadOnlyList<FaultOption> Faults { get; init; } = [];

    /// <summary>So many requests pass before the faults begin.</summary>
    public int FaultsSpareFirst { get; init; }
}
