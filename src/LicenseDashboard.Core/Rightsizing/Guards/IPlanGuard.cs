using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Why a plan must not be, whatever it saves. Pure.</summary>
internal interface IPlanGuard
{
    string Code { get; }

    bool Forbids(Plan plan, in Question question);

    /// <summary>What the row says stands in the way.</summary>
    string Words(Catalogue catalogue);
}
