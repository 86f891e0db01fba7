using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>At least two active people must keep the permission to grant roles in every division.</summary>
internal sealed class LastGrantGuard : IPlanGuard
{
    public string Code => SeatGuards.LastGrantCode;

    public bool Forbids(Plan plan, in Question question) => plan.GuardTakenIn.AsSpan().ContainsAny(question.GuardNeededIn);

    public string Words(Catalogue catalogue) => SeatGuards.LastGrantWords(catalogue);
}
