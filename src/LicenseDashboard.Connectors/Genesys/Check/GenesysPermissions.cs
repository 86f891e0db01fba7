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
        new("directory:userStateChange:view", "why an account's state last changed, such as seasonal or on leave"),
        new("authorization:role:view", "roles and their permissions"),
        new("authorization:grant:view", "who holds which role in which division"),
        new("authorization:license:view", "what each license includes, and a person's licenses"),
        new("analytics:conversationAggregate:view", "conversations handled by medium, and supervision"),
        new("analytics:conversationDetail:view", "until when conversations are complete"),
        new("analytics:userDetail:view", "presence, and until when it is complete"),
        new("analytics:evaluationAggregate:view", "evaluations received and done"),
        new("analytics:dataRetention:view", "how many days of history there are"),
        new("audits:audit:view", "use of planning, speech analytics, administration and reports"),
        new("wfm:agent:view", "who is in a management unit"),
        new("wfm:publishedSchedule:view", "who is on a published schedule"),
        new("billing:subscription:view", "accounts billed in the billing period"),
    ];

    /// <summary>Permissions of the live client, or in addition of the read client if there is none.</summary>
    public static IReadOnlyList<NeededPermission> Live { get; } =
    [
        new(GenesysLive.CountsPermission, "how many people are signed in and on queue"),
        new("directory:user:view", "each person's presence in organizations above 10,000 people"),
    ];

    /// <summary>Permissions of the write client.</summary>
    public static IReadOnlyList<NeededPermission> Write { get; } =
    [
        new("authorization:grant:add", "adding a role, and restoring it"),
        new("authorization:grant:delete", "removing a role"),
        new("directory:user:edit", "setting an account inactive or active, where a policy does"),
        new("oauth:token:delete", "logging a person out, where a policy does"),
    ];
}
