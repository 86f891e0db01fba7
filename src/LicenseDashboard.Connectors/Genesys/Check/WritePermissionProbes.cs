namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>Only a write would prove these, so the client's own list of roles is checked instead.</summary>
internal static class WritePermissionProbes
{
    public static IReadOnlyList<Probe> All { get; } =
    [
        .. GenesysPermissions.Write.Select(needed => new Probe(
            "write:" + needed.Name,
            $"{needed.Name}: {needed.Purpose}",
            $"That change fails in Genesys Cloud. Add {needed.Name} to the role of the write client.",
            async (session, ct) =>
                await MeAsync(session, ct) is var me && me.Holds(needed.Name)
                    ? Finding.Holds("A role of the client has it.")
                    : Finding.Not("No role of the client has it.")
        )),
        new(
            "write-all-divisions",
            "The write client holds them in all divisions",
            "People in the other divisions can't be changed. Grant the role of the write client in all divisions.",
            EverywhereAsync
        ),
        new(
            "write-no-administrator",
            "The write client is no administrator",
            "It can do far more than LicenseDashboard needs. Give it a " + "role with the permissions above alone.",
            async (session, ct) =>
                Finding.When(
                    !(await MeAsync(session, ct)).IsAdministrator,
                    (await MeAsync(session, ct)).IsAdministrator ? "It is one." : "It is none."
                )
        ),
    ];

    private static Task<SubjectMe> MeAsync(CheckSession session, CancellationToken ct) =>
        SubjectMe.OfAsync(session, ConnectionProbes.Writer(session), "write", ct);

    private static async Task<Finding> EverywhereAsync(CheckSession session, CancellationToken ct)
    {
        var me = await MeAsync(session, ct);
        var divisions = await ReadPermissionProbes.DivisionIdsAsync(session, ct);
        var missing = GenesysPermissions
            .Write.Select(needed => needed.Name)
            .Where(name => me.Holds(name) && !me.HoldsEverywhere(name, divisions))
            .ToList();
        return Finding.When(
            missing.Count == 0,
            missing.Count == 0 ? "They are." : $"Only in some divisions: {string.Join(", ", missing)}."
        );
    }
}
