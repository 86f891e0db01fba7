using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>At least two active people keep the permission to grant roles.</summary>
internal sealed class LastGrantGuard : IPlanGuard
{
    public string Code => "last-grant";

    public bool Forbids(Plan plan, in Question question) => plan.TakesGuard && question.GuardNeedsThem;

    public string Words(Catalogue catalogue) => $"fewer than two active people would hold {catalogue.GuardPermission}";
}
