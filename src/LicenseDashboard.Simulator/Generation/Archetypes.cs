namespace LicenseDashboard.Simulator.Generation;

/// <summary>
/// The kinds of work and how many people do each. "Right" posts need what they hold; the others hold more than they need.
/// </summary>
internal static class Archetypes
{
    private const int CallsADay = 22;

    public static readonly Archetype RegionalHead = new("Regional Head of Operations", RoleSet.Employee, RoleSet.ReportReader)
    {
        Reports = true,
        CallsDirectly = true,
    };

    /// <summary>Holds an administrator role only to read reports.</summary>
    public static readonly Archetype OperationsManager = new("Operations Manager", RoleSet.Employee, RoleSet.ReportingAdmin)
    {
        Reports = true,
        CallsDirectly = true,
    };

    public static readonly Archetype PlanningLead = new("Team Lead", RoleSet.Employee, RoleSet.Supervisor, RoleSet.Planner)
    {
        Digital = 2,
        Monitors = true,
        Evaluates = true,
        PlansSchedules = true,
        Reports = true,
    };

    public static readonly Archetype Lead = new("Team Lead", RoleSet.Employee, RoleSet.Supervisor)
    {
        Digital = 2,
        Monitors = true,
        Evaluates = true,
        Reports = true,
    };

    /// <summary>May plan schedules but never does.</summary>
    public static readonly Archetype IdlePlanningLead = Lead with { Roles = PlanningLead.Roles };

    public static readonly Archetype FinOps = new("FinOps Analyst", RoleSet.Employee, RoleSet.ReportReader) { Reports = true };

    public static readonly Archetype Auditor = new("Internal Auditor", RoleSet.Employee, RoleSet.ReportReader) { Reports = true };

    public static readonly Archetype Administrator = new("Platform Administrator", RoleSet.Employee, RoleSet.MasterAdmin)
    {
        Configures = true,
    };

    private static readonly Archetype EmergencyAdministrator = new("Emergency Administrator", RoleSet.Employee, RoleSet.MasterAdmin)
    {
        Rhythm = Rhythm.Rare,
        AccountName = "Emergency Access",
    };

    /// <summary>Posts outside the teams, in people per thousand.</summary>
    public static readonly IReadOnlyList<(Archetype Kind, int PerThousand)> Office =
    [
        (new("Reporting Manager", RoleSet.Employee, RoleSet.ReportingAdmin) { Reports = true }, 10),
        (new("Quality Evaluator", RoleSet.Employee, RoleSet.Evaluator) { Evaluates = true }, 12),
        (new("Contact Center Engineer", RoleSet.Employee, RoleSet.ContactCenterAdmin) { Configures = true }, 7),
        (EmergencyAdministrator, 6),
        (new("Business Analyst", RoleSet.Employee, RoleSet.ReportReader) { Reports = true }, 8),
    ];

    public static readonly Archetype NewHand = new("Agent", RoleSet.Employee, RoleSet.Cx3Agent)
    {
        Rhythm = Rhythm.Turnover,
        Voice = CallsADay,
    };

    /// <summary>May plan schedules but never does.</summary>
    private static readonly Archetype IdlePlanner = new("Agent", RoleSet.Employee, RoleSet.Cx2Agent, RoleSet.Planner)
    {
        Voice = 12,
        Digital = 6,
        Evaluated = true,
    };

    /// <summary>The same for a short time, so that on every day some of them have just begun.</summary>
    private static readonly Archetype Trainee = IdlePlanner with { Title = "Trainee", Rhythm = Rhythm.Turnover, TurnoverDays = 100 };

    private static readonly Archetype VoiceAgent = new("Agent", RoleSet.Employee, RoleSet.VoiceAgent) { Voice = CallsADay };
    private static readonly Archetype PlannedVoice = new("Agent", RoleSet.Employee, RoleSet.VoiceAgentWem)
    {
        Voice = CallsADay,
        Planned = true,
        Evaluated = true,
    };
    private static readonly Archetype Blended = new("Agent", RoleSet.Employee, RoleSet.Cx2Agent)
    {
        Voice = 12,
        Digital = 6,
        Evaluated = true,
    };
    private static readonly Archetype Full = new("Senior Agent", RoleSet.Employee, RoleSet.Cx3Agent)
    {
        Voice = 12,
        Digital = 6,
        Evaluated = true,
        Planned = true,
        ReadsTopics = true,
    };

    /// <summary>Posts in the teams, as shares.</summary>
    public static readonly IReadOnlyList<(Archetype Kind, int Weight)> Frontline =
    [
        (VoiceAgent, 110),
        (VoiceAgent with { SingleTierRole = RoleSet.Workforce }, 80),
        (PlannedVoice, 150),
        (Blended, 158),
        (Full, 48),
        (NewHand, 114),
        (Trainee, 36),
        (new("Agent", RoleSet.Employee, RoleSet.Cx3Agent) { Voice = CallsADay, Planned = true }, 80),
        (new("Agent", RoleSet.Employee, RoleSet.Cx3Agent) { Voice = 12, Digital = 6 }, 45),
        (new("Agent", RoleSet.Employee, RoleSet.Cx2Agent) { Voice = CallsADay, SingleTierRole = RoleSet.Workforce }, 60),
        (IdlePlanner, 12),
        (IdlePlanner with { LicenseByHand = "cxCloudSF" }, 8),
        (new("Agent", RoleSet.Employee, RoleSet.Cx3Agent) { Voice = CallsADay, ByGroup = true }, 25),
        (new("Campaign Coordinator", RoleSet.Employee, RoleSet.Campaigns, RoleSet.ReportReader) { Reports = true }, 10),
        (new("Back Office Clerk", RoleSet.Employee, RoleSet.VoiceDesktop, RoleSet.ReportReader) { Reports = true }, 8),
        (new("Agent", RoleSet.Employee, RoleSet.Cx3Agent) { Voice = CallsADay, Rhythm = Rhythm.Leave }, 28),
        (
            new("Seasonal Agent", RoleSet.Employee, RoleSet.Cx2Agent)
            {
                Voice = 14,
                Digital = 4,
                Rhythm = Rhythm.WinterEven,
            },
            14
        ),
        (
            new("Seasonal Agent", RoleSet.Employee, RoleSet.Cx2Agent)
            {
                Voice = 14,
                Digital = 4,
                Rhythm = Rhythm.WinterOdd,
            },
            14
        ),
    ];
}
