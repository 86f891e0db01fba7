namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>Only a write would prove these, so the client's own list of roles is checked instead.</summary>
internal static class WritePermissionProbes
{
    public static IReadOnlyList<Probe> All { get; } =
    [
        .. GenesysPermissions.Write.Select(needed => new Probe(
            "write:" + needed.Name,
            $"{needed.Name}: {needed.Purpose}",
            $"This change fails. Add {needed.Name} to the write client's role.",
            async (session, ct) =>
                await MeAsync(session, ct) is var me && me.Holds(needed.Name)
                    ? Finding.Holds("One of the client's roles has it.")
                    : Finding.Not("None of the client's roles has it.")
        )),
        new(
            "write-all-divisions",
            "The write client has these permissions in all divisions",
            "People in other divisions can't be changed. Grant the write client's role in all divisions.",
            EverywhereAsync
        ),
        new(
            "write-no-administrator",
            "The write client isn't an administrator",
            "It has far more rights than LicenseDashboard needs. Give it a role with only the permissions above.",
            async (session, ct) =>
                Finding.When(
                    !(await MeAsync(session, ct)).IsAdministrator,
                    (await MeAsync(session, ct)).IsAdministrator ? "It is an administrator." : "It has no administrator rights."
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
        return Finding.When(missing.Count == 0, missing.Count == 0 ? "It does." : $"In some divisions only: {string.Join(", ", missing)}.");
    }
}
