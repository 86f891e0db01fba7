using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>The account that owns our API client keeps its roles; without them this program could no longer read.</summary>
internal sealed class ClientOwnerGuard : IPlanGuard
{
    public string Code => SeatGuards.ClientOwnerCode;

    public bool Forbids(Plan plan, in Question question) => SeatGuards.ClientOwner(question.IsClientOwner) is not null;

    public string Words(Catalogue catalogue) => SeatGuards.ClientOwnerWords;
}
