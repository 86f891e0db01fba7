namespace LicenseDashboard.Core.Shared;

/// <summary>What a signed-in user or an API token may do. Roles can be combined.</summary>
[Flags]
public enum ViewerRoles
{
    None = 0,

    /// <summary>Sees and decides for the people below them in the reporting line.</summary>
    OperationsManager = 1,

    /// <summary>Sees all amounts; decides only organization-wide re-tiering.</summary>
    FinOps = 2,

    /// <summary>Decides where there is no manager, runs jobs, sets policies and exemptions.</summary>
    Administrator = 4,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor = 8,

    /// <summary>API token scopes; a token is a viewer without a person.</summary>
    ApiRead = 16,
    ApiDecide = 32,
    ApiOperate = 64,

    /// <summary>The identity provider: reports who is there and who has gone, and sees people for that purpose.</summary>
    ApiScim = 128,

    /// <summary>API token scopes for contracts, invoices and spend; <see cref="ApiRead"/> doesn't include them.</summary>
    ApiFinance = 256,
    ApiFinanceWrite = 512,
}

/// <summary>A manager's place on one platform: their own key and the interval of everyone below them.</summary>
/// <param name="From">Own position in the reporting line; people below have greater positions.</param>
/// <param name="To">Last position below, inclusive.</param>
public sealed record ReportingScope(int PlatformKey, int PersonKey, long From, long To);

/// <summary>
/// Who makes a request. Pages, API and jobs pass it to every use case and read model, so that the same rules apply everywhere. What a
/// viewer may not see is reported as not found; a viewer who may see a row but not act on it is refused as forbidden.
/// </summary>
/// <param name="Name">Shown to people; never logged.</param>
/// <param name="Actor">Key for the audit: <c>persona:maria</c>, <c>token:ci</c>, <c>job:usage</c>.</param>
/// <param name="Scopes">At most one per platform; empty until the directory has been imported.</param>
public sealed record Viewer(string Name, string Actor, ViewerRoles Roles, IReadOnlyList<ReportingScope> Scopes)
{
    public bool Has(ViewerRoles role) => (Roles & role) != 0;

    /// <summary>Sees every person of every platform.</summary>
    public bool SeesEveryone =>
        Has(
            ViewerRoles.FinOps
                | ViewerRoles.Administrator
                | ViewerRoles.Auditor
                | ViewerRoles.ApiRead
                | ViewerRoles.ApiDecide
                | ViewerRoles.ApiOperate
        );

    /// <summary>Reads contracts, prices, invoices, budgets and spend.</summary>
    public bool SeesMoney =>
        Has(ViewerRoles.FinOps | ViewerRoles.Administrator | ViewerRoles.Auditor | ViewerRoles.ApiFinance | ViewerRoles.ApiFinanceWrite);

    /// <summary>Changes contracts, invoices, budgets and reserves.</summary>
    public bool EditsMoney => Has(ViewerRoles.FinOps | ViewerRoles.Administrator | ViewerRoles.ApiFinanceWrite);

    public bool MayOperate => Has(ViewerRoles.Administrator | ViewerRoles.ApiOperate);

    /// <summary>Reads technical details of errors: routes, statuses, addresses of the vendor.</summary>
    public bool ReadsDetails =>
        Has(ViewerRoles.Administrator | ViewerRoles.Auditor | ViewerRoles.ApiRead | ViewerRoles.ApiDecide | ViewerRoles.ApiOperate);

    /// <summary>True for an identity provider's token, which reads and writes identities and nothing else.</summary>
    public bool SpeaksForProvider => Has(ViewerRoles.ApiScim);

    public bool IsPerson(int personKey) => Scopes.Any(scope => scope.PersonKey == personKey);

    public bool IsAbove(int platformKey, long position) =>
        Has(ViewerRoles.OperationsManager)
        && Scopes.Any(scope => scope.PlatformKey == platformKey && position > scope.From && position <= scope.To);

    public bool MaySee(int platformKey, long position) => SeesEveryone || IsAbove(platformKey, position);

    /// <summary>
    /// An operations manager decides for the people below them, an administrator where there is no manager, and a token with
    /// <c>decide</c> on any row.
    /// </summary>
    public bool MayDecide(int platformKey, long position, bool hasManager) =>
        Has(ViewerRoles.ApiDecide) || IsAbove(platformKey, position) || (Has(ViewerRoles.Administrator) && !hasManager);

    /// <summary>The program itself, for what a job does on its own behalf.</summary>
    public static Viewer Job(string name) => new(name, "job:" + name, ViewerRoles.Administrator | ViewerRoles.ApiOperate, []);

    /// <summary>A standing rule set by an administrator, or a source of identities. Decides any row; is not a person.</summary>
    public static Viewer Standing(string name, string actor) => new(name, actor, ViewerRoles.ApiDecide, []);
}
