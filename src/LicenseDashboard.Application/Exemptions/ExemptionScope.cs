using LicenseDashboard.Core.Exemptions;

namespace LicenseDashboard.Application.Exemptions;

internal static class ExemptionScope
{
    /// <summary>
    /// Exemptions that protect against <paramref name="what"/> on the local day: <see cref="Exemption.Protects"/> in SQL.
    /// </summary>
    public static IQueryable<Exemption> ProtectingOn(this IQueryable<Exemption> exemptions, DateOnly day, Protection what) =>
        exemptions.Where(e => (e.Protection == Protection.Both || e.Protection == what) && e.From <= day && (e.To == null || e.To >= day));
}
