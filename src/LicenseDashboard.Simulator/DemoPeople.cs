namespace LicenseDashboard.Simulator;

/// <summary>The five people of the demo. They exist in every generated organization of any seed and size.</summary>
public static class DemoPeople
{
    /// <summary>Operations manager: head of the first site, with managers, team leads and agents below her.</summary>
    public static readonly DemoPerson RegionalHead = new(
        "d0000000-0000-4000-8000-000000000001",
        "Regina Hartmann",
        "regina.hartmann@demo.example",
        "Regional Head of Operations"
    );

    /// <summary>Operations manager: leads the first team, two levels below the regional head.</summary>
    public static readonly DemoPerson TeamLead = new(
        "d0000000-0000-4000-8000-000000000002",
        "Tobias Lindner",
        "tobias.lindner@demo.example",
        "Team Lead"
    );

    public static readonly DemoPerson FinOps = new(
        "d0000000-0000-4000-8000-000000000003",
        "Fiona Osei",
        "fiona.osei@demo.example",
        "FinOps Analyst"
    );

    public static readonly DemoPerson Administrator = new(
        "d0000000-0000-4000-8000-000000000004",
        "Adrian Novak",
        "adrian.novak@demo.example",
        "Platform Administrator"
    );

    public static readonly DemoPerson Auditor = new(
        "d0000000-0000-4000-8000-000000000005",
        "Aurelia Dietz",
        "aurelia.dietz@demo.example",
        "Internal Auditor"
    );

    public static IReadOnlyList<DemoPerson> All { get; } = [RegionalHead, TeamLead, FinOps, Administrator, Auditor];
}

public sealed record DemoPerson(string Id, string Name, string Email, string Title);
