namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>All probes, in the order of the lines. A new assumption of the connector gets a probe in the file of its theme.</summary>
internal static class ProbeCatalogue
{
    public static IReadOnlyList<ProbeTheme> Themes { get; } =
    [
        new("Connection", ConnectionProbes.All),
        new("Permissions of the read client", ReadPermissionProbes.All),
        new("Permissions of the write client", WritePermissionProbes.All),
        new("Lists and page sizes", ListProbes.All),
        new("People and divisions", PeopleProbes.All),
        new("Licenses, roles, and contract", SeatProbes.All),
        new("Conversations and supervision", ConversationProbes.All),
        new("Presence", PresenceProbes.All),
        new("Live presence", LiveProbes.All),
        new("Evaluations", EvaluationProbes.All),
        new("Audits", AuditProbes.All),
        new("Planning", PlanningProbes.All),
        new("Billing", BillingProbes.All),
        new("Changes", ChangeProbes.All),
    ];
}
