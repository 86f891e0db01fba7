namespace LicenseDashboard.Simulator.Hosting;

/// <summary>A route requires one of these permissions.</summary>
internal sealed record NeedsAny(IReadOnlyList<string> Permissions);

internal static class Permissions
{
    /// <summary>The minimum that the product needs to read; the product's contract lists the same.</summary>
    private static readonly HashSet<string> Reading = new(StringComparer.Ordinal)
    {
        "directory:user:view",
        "directory:userStateChange:view",
        "authorization:role:view",
        "authorization:grant:view",
        "authorization:license:view",
        "analytics:conversationAggregate:view",
        "analytics:conversationDetail:view",
        "analytics:userDetail:view",
        "analytics:evaluationAggregate:view",
        "analytics:dataRetention:view",
        "audits:audit:view",
        "wfm:agent:view",
        "wfm:publishedSchedule:view",
        "billing:subscription:view",
    };

    private static readonly HashSet<string> Writing = new(StringComparer.Ordinal)
    {
        "directory:user:edit",
        "authorization:grant:add",
        "authorization:grant:delete",
        "oauth:token:delete",
    };

    /// <summary>For presence at this moment. The second one is for organizations whose people aren't listed by page number.</summary>
    private static readonly HashSet<string> Live = new(StringComparer.Ordinal) { "analytics:agentState:view", "directory:user:view" };

    public static T Needs<T>(this T route, params string[] permissions)
        where T : IEndpointConventionBuilder
    {
        route.WithMetadata(new NeedsAny(permissions));
        return route;
    }

    public static void Check(NeedsAny? needs, Client client, SimulatorOptions options)
    {
        bool Has(string permission) =>
            !options.DeniedPermissions.Contains(permission)
            && client.Kind switch
            {
                ClientKind.Writing => Writing.Contains(permission),
                ClientKind.Live => Live.Contains(permission),
                _ => Reading.Contains(permission)
                    || options.GrantedPermissions.Contains(permission)
                    || (options.LiveClientId is null && Live.Contains(permission)),
            };

        if (needs is not null && !needs.Permissions.Any(Has))
        {
            throw ApiError.Missing(string.Join(", ", needs.Permissions), needs.Permissions.Count > 1);
        }
    }
}
