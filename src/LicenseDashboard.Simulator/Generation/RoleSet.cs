using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.Generation;

/// <summary>
/// Roles and license definitions of the generated organization, nested as in a real one: the CX 2 agent may do everything a voice agent
/// may.
/// </summary>
internal static class RoleSet
{
    public const string Employee = "Employee";
    public const string VoiceAgent = "Voice agent";
    public const string VoiceAgentWem = "Voice agent WEM";
    public const string Cx2Agent = "Omnichannel agent CX2";
    public const string Cx3Agent = "Omnichannel agent CX3";
    public const string VoiceDesktop = "Voice agent desktop";
    public const string Workforce = "Workforce agent";
    public const string Planner = "Planner";
    public const string Supervisor = "Supervisor";
    public const string Evaluator = "Quality evaluator";
    public const string MasterAdmin = "Master Admin";
    public const string ContactCenterAdmin = "Contact Center Admin";
    public const string ReportingAdmin = "Reporting Admin";
    public const string ReportingOnly = "Reporting_Only_Role";
    public const string ReportReader = "Report reader";
    public const string Campaigns = "Campaign runner";

    private static readonly string[] Voice = ["conversation:call:accept", "conversation:callback:accept"];
    private static readonly string[] Omni =
    [
        .. Voice,
        "conversation:message:accept",
        "conversation:email:accept",
        "quality:evaluation:view",
    ];
    private static readonly string[] Own = ["wfm:agentSchedule:view"];
    private static readonly string[] Planning = ["wfm:schedule:edit", "wfm:schedule:view"];
    private static readonly string[] Topics = ["speechAndTextAnalytics:topic:view", "speechAndTextAnalytics:topic:edit"];
    private static readonly string[] Office = ["directory:user:view", "analytics:dashboard:view", "analytics:export:add"];
    private static readonly string[] Administration =
    [
        "directory:organization:admin",
        "authorization:grant:add",
        "routing:queue:edit",
        "routing:queue:add",
        "architect:flow:edit",
        "integrations:integration:edit",
    ];
    private static readonly string[] Watching = ["conversation:call:monitor", "conversation:call:coach", "conversation:call:barge"];
    private static readonly string[] Tier1 =
    [
        .. Office,
        .. Voice,
        "conversation:call:pull",
        .. Watching,
        .. Administration,
        "outbound:campaign:edit",
        "ui:agentDesktop:view",
    ];
    private static readonly string[] Tier2 = [.. Tier1, .. Omni.Except(Voice), "quality:*:*"];

    private static readonly IReadOnlyList<(string Name, string[] Permissions)> Table =
    [
        (Employee, ["directory:user:view"]),
        (Cx3Agent, [.. Omni, .. Own, Topics[0]]),
        (Cx2Agent, Omni),
        (VoiceAgent, Voice),
        (VoiceAgentWem, [.. Voice, "quality:evaluation:view", .. Own]),
        (VoiceDesktop, [Voice[0], "ui:agentDesktop:view"]),
        (Workforce, Own),
        (Planner, Planning),
        (Supervisor, [.. Omni, .. Watching, "quality:evaluation:add", "analytics:dashboard:view"]),
        (Evaluator, ["quality:evaluation:add", "quality:evaluation:edit", "quality:evaluation:view"]),
        (MasterAdmin, [.. Administration, "quality:evaluation:view", Planning[0], Topics[1]]),
        (ContactCenterAdmin, ["routing:queue:edit", "routing:queue:add", "architect:flow:edit", "integrations:integration:edit"]),
        (ReportingAdmin, ["analytics:dashboard:view", "directory:organization:admin", "quality:evaluation:view"]),
        (ReportingOnly, ["analytics:dashboard:view", "analytics:export:add"]),
        (ReportReader, ["analytics:dashboard:view"]),
        (Campaigns, ["outbound:campaign:edit"]),
    ];

    public static IReadOnlyList<Role> Roles(ulong seed) =>
        [
            .. Table.Select(
                (row, index) =>
                    new Role(Dice.Id(seed, "role", (ulong)index), row.Name, row.Permissions, row.Name is Employee or MasterAdmin)
            ),
        ];

    public static IReadOnlyList<LicenseDefinition> Definitions(SimulatorProfile profile)
    {
        LicenseDefinition[] all =
        [
            new("collaboratePro", ["directory:user:view"], []),
            new("communicate", Office, ["collaboratePro"]),
            new("cloudCX1", Tier1, ["collaboratePro"]),
            new("cloudCX2", Tier2, ["collaboratePro"]),
            new("cloudCX3", [.. Tier2, .. Own, .. Planning, .. Topics], ["collaboratePro"]),
            new("gc1WEMupgrade", ["quality:evaluation:view", .. Own, .. Planning], ["cloudCX1"]),
            new("gc2WEMupgrade", [.. Own, .. Planning], ["cloudCX2"]),
            new("gcSTAupgrade", Topics, ["cloudCX2"]),
        ];
        return profile == SimulatorProfile.Named
            ? all
            : [.. all.Where(definition => definition.Id is not ("cloudCX1" or "cloudCX3" or "gc1WEMupgrade"))];
    }

    /// <summary>With one tier, an agent role can't imply another; what a CX 3 role includes in addition comes as a separate role.</summary>
    public static IEnumerable<string> For(SimulatorProfile profile, string role) =>
        (profile, role) switch
        {
            (SimulatorProfile.SingleTier, Cx3Agent) => [Cx2Agent, Workforce],
            (SimulatorProfile.SingleTier, VoiceAgentWem) => [VoiceAgent, Workforce],
            _ => [role],
        };
}
