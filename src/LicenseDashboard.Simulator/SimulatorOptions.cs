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

/// <summary>One request in <c>1 / Probability</c> meets the fault; which ones is decided by the seed and the number of the request.</summary>
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

    public bool AuditViews { get; init; }

    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromSeconds(86_399);

    public string ClientId { get; init; } = "simulator-read";

    public string ClientSecret { get; init; } = "simulator-read-secret";

    /// <summary>The client that may change grants and states. Null = there is none.</summary>
    public string? WriteClientId { get; init; } = "simulator-write";

    public string? WriteClientSecret { get; init; } = "simulator-write-secret";

    /// <summary>Permissions that no client has: their routes answer 403.</summary>
    public IReadOnlyList<string> DeniedPermissions { get; init; } = [];

    /// <summary>Where writes are journalled and replayed from. Null = they are forgotten at the end.</summary>
    public string? StateFile { get; init; }

    /// <summary>The text (not the path) of a scenario: its people replace the generated organization.</summary>
    public string? ScenarioJson { get; init; }

    /// <summary>The name of one of the scenario's worlds.</summary>
    public string? World { get; init; }

    public IReadOnlyList<FaultOption> Faults { get; init; } = [];

    /// <summary>So many requests pass before the faults begin.</summary>
    public int FaultsSpareFirst { get; init; }
}
