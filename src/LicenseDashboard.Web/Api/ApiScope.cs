using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Api;

/// <summary>What a token may do, and what an endpoint requires. Scopes don't imply each other.</summary>
internal sealed record ApiScope(string Word, ViewerRoles Role)
{
    public static readonly ApiScope Read = new("read", ViewerRoles.ApiRead);
    public static readonly ApiScope Decide = new("decide", ViewerRoles.ApiDecide);
    public static readonly ApiScope Operate = new("operate", ViewerRoles.ApiOperate);
    public static readonly ApiScope Scim = new("scim", ViewerRoles.ApiScim);

    public static readonly ApiScope Finance = new("finance", ViewerRoles.ApiFinance);
    public static readonly ApiScope FinanceWrite = new("finance-write", ViewerRoles.ApiFinanceWrite);

    public static readonly IReadOnlyDictionary<string, ApiScope> All = new[]
    {
        Read,
        Decide,
        Operate,
        Scim,
        Finance,
        FinanceWrite,
    }.ToDictionary(scope => scope.Word);
}
