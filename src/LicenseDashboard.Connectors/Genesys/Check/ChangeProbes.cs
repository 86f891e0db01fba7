namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>Assumptions that only a change would prove. A check makes none, so these lines say where else it can be seen.</summary>
internal static class ChangeProbes
{
    public static IReadOnlyList<Probe> All { get; } =
    [
        Probe.Untold(
            "license-delay",
            "A license follows a change of roles within the time that the program waits",
            "It takes a change. Remediations shows for each one how long its read-back took; where they time out, raise "
                + "Remediation__ReadBackMinutes."
        ),
        Probe.Untold(
            "remove-vanished-role",
            "Removing a role that no longer exists is answered, not done",
            "It takes a change. LicenseDashboard removes the roles one by one if Genesys Cloud refuses them together."
        ),
        Probe.Untold(
            "inactive-loses-roles",
            "Setting an account inactive takes its own roles and licenses",
            "It takes a change. Try it with one test account before a policy sets accounts inactive."
        ),
        Probe.Untold(
            "add-role-again",
            "A role can be given back just as it was taken",
            "It takes a change. Restore the first change " + "that was carried out, and look at it in the vendor's admin pages."
        ),
        Probe.Untold(
            "sessions-end",
            "Logging a person out ends every session",
            "It takes a change. Without it sessions last until their " + "tokens lapse."
        ),
    ];
}
