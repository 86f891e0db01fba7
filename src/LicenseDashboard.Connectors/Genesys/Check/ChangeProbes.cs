namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>Assumptions that only a change would prove. A check makes none, so these lines say where else it can be seen.</summary>
internal static class ChangeProbes
{
    public static IReadOnlyList<Probe> All { get; } =
    [
        Probe.Untold(
            "license-delay",
            "Licenses follow role changes within the configured wait",
            "Only a real change shows this. If changes fail because Genesys Cloud doesn't confirm them in time, raise "
                + "Remediation__ReadBackMinutes."
        ),
        Probe.Untold(
            "remove-vanished-role",
            "Removing a role that no longer exists has no side effects",
            "Only a real change shows this. If Genesys Cloud refuses to remove roles together, LicenseDashboard removes them one by one."
        ),
        Probe.Untold(
            "inactive-loses-roles",
            "Setting an account inactive removes its direct roles and licenses",
            "Only a real change shows this. Try it with a test account before a policy sets accounts inactive."
        ),
        Probe.Untold(
            "add-role-again",
            "A removed role can be restored exactly as it was",
            "Only a real change shows this. Restore your first change and compare the role in Genesys Cloud Admin."
        ),
        Probe.Untold(
            "sessions-end",
            "Signing a person out ends all sessions",
            "Only a real change shows this. Otherwise, sessions last until their tokens expire."
        ),
    ];
}
