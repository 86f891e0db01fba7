using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>The account that owns our client keeps its roles: without them this program could no longer read.</summary>
internal sealed class ClientOwnerGuard : IPlanGuard
{
    public string Code => "client-owner";

    public bool Forbids(Plan plan, in Question question) => question.IsClientOwner;

    public string Words(Catalogue catalogue) => "this account owns the client that this program signs in with";
}
