using LicenseDashboard.Core.Exemptions;

namespace LicenseDashboard.Application.Exemptions;

internal static class ExemptionScope
{
    /// <summary>Those that keep <paramref name="what"/> away on the local day: <see cref="Exemption.Protects"/> in SQL.</summary>
    public static IQueryable<Exemption> ProtectingOn(this IQueryable<Exemption> exemptions, DateOnly day, Protection what) =>
        exemptions.Where(e => (e.Protection == Protection.Both || e.Protection == what) && e.From <= day && (e.To == null || e.To >= day));
}
