using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing.Guards;

/// <summary>Rules out plans regardless of the saving. Pure.</summary>
internal interface IPlanGuard
{
    string Code { get; }

    bool Forbids(Plan plan, in Question question);

    /// <summary>What the row shows as being in the way.</summary>
    string Words(Catalogue catalogue);
}
