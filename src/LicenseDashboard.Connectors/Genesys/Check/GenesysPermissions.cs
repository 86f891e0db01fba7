namespace LicenseDashboard.Connectors.Genesys.Check;

/// <param name="Purpose">What the program needs it for; also listed in README.md.</param>
internal sealed record NeededPermission(string Name, string Purpose);

/// <summary>
/// All permissions that the OAuth clients need. README.md lists them for administrators; a test keeps both lists equal.
/// </summary>
internal static class GenesysPermissions
{
    /// <summary>Permissions of the read client, granted in all divisions.</summary>
    public static IReadOnlyList<NeededPermission> Read { get; } =
    [
        new("directory:user:view", "accounts, divisions, managers, and last sign-ins"),
        new("directory:userStateChange:view", "reason of an account's last state change, such as seasonal or on leave"),
        new("authorization:role:view", "roles and their permissions"),
        new("authorization:grant:view", "each person's roles and their divisions"),
        new("authorization:license:view", "contents of each license, and each person's licenses"),
        new("analytics:conversationAggregate:view", "handled conversations by media type, and supervision"),
        new("analytics:conversationDetail:view", "how far conversation data is complete"),
        new("analytics:userDetail:view", "presence, and how far it is complete"),
        new("analytics:evaluationAggregate:view", "evaluations received and completed"),
        new("analytics:dataRetention:view", "days of history kept"),
        new("audits:audit:view", "use of planning, speech analytics, administration, and reports"),
        new("wfm:agent:view", "members of management units"),
        new("wfm:publishedSchedule:view", "people on published schedules"),
        new("billing:subscription:view", "accounts billed in the billing period"),
    ];

    /// <summary>Permissions of the live client, or in addition of the read client if there is none.</summary>
    public static IReadOnlyList<NeededPermission> Live { get; } =
    [
        new(GenesysLive.CountsPermission, "number of people signed in and on queue"),
        new("directory:user:view", "each person's presence in organizations with more than 10,000 people"),
    ];

    /// <summary>Permissions of the write client.</summary>
    public static IReadOnlyList<NeededPermission> Write { get; } =
    [
        new("authorization:grant:add", "adding and restoring roles"),
        new("authorization:grant:delete", "removing roles"),
        new("directory:user:edit", "setting accounts inactive or active, if a policy requires it"),
        new("oauth:token:delete", "signing people out, if a policy requires it"),
    ];
}
